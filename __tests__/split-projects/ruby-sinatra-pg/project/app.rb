require 'pg'
require 'sinatra'

get '/' do
  PG.connect(ENV.fetch('DATABASE_URL')).exec('SELECT now()').getvalue(0, 0)
end
