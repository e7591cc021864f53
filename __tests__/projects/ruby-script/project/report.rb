#!/usr/bin/env ruby
require 'csv'
require 'net/http'

csv = Net::HTTP.get(URI('https://example.com/data.csv'))
CSV.parse(csv, headers: true) { |row| puts row.to_h }
