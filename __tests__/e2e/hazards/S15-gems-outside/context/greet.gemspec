Gem::Specification.new do |spec|
  spec.name = "greet"
  spec.version = "1.0.0"
  spec.summary = "Greets"
  spec.authors = ["A"]
  spec.license = "MIT"
  spec.files = ["lib/greet.rb"]
end
