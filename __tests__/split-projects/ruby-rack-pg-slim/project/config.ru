require 'pg'

run ->(_env) { [200, { 'content-type' => 'text/plain' }, [PG.library_version.to_s]] }
