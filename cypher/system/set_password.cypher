// The first user's own first act, on the database `system`: the delivered password gives way to a random one.
ALTER CURRENT USER SET PASSWORD FROM $old TO $new
