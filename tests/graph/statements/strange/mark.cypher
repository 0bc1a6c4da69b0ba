MATCH (edition:Edition {id: 'live'}) SET edition.number = 99
