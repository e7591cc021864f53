require "greet"
puts GREETING
