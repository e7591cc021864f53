require "json"
puts JSON.generate(%w[pear plum pear].tally)
