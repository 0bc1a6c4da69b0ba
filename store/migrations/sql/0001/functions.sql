-- What policies ask: who is signed in. Supabase has the functions of `auth`; elsewhere they are made here.
-- Bodies are bound when the function is made (RETURN), so no search path can put other functions under them.

DO $make$
BEGIN
    IF to_regnamespace('auth') IS NULL THEN
        CREATE SCHEMA auth;
    END IF;
    IF to_regprocedure('auth.jwt()') IS NULL THEN
        CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE
            RETURN coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb;
    END IF;
    IF to_regprocedure('auth.uid()') IS NULL THEN
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
            RETURN nullif(auth.jwt() ->> 'sub', '')::uuid;
    END IF;
    IF to_regprocedure('auth.role()') IS NULL THEN
        CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE
            RETURN nullif(auth.jwt() ->> 'role', '');
    END IF;
END
$make$;

-- The tenant of this transaction; null for a platform administrator, and for nobody.
CREATE FUNCTION current_airline() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(auth.jwt() ->> 'airline_id', '')::uuid;

-- Instants as the product counts them: whole minutes since 1970-01-01T00:00Z.
CREATE FUNCTION utc_minute(moment timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE
    RETURN floor(extract(epoch FROM (moment AT TIME ZONE 'UTC')) / 60)::bigint;

CREATE FUNCTION utc_moment(minute bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE
    RETURN to_timestamp(minute * 60);
