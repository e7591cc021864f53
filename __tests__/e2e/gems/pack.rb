# Packs each source tree of a folder as a gem with all of its files: the specifications ask git for them, and there is none.
require 'fileutils'
require 'rubygems/package'

sources, target = ARGV
FileUtils.mkdir_p(target)
Dir.glob(File.join(sources, '*', '*.gemspec')).sort.each do |path|
  Dir.chdir(File.dirname(path)) do
    specification = Gem::Specification.load(File.basename(path))
    specification.files = Dir.glob('**/*').select { |file| File.file?(file) }
    specification.test_files = []
    specification.signing_key = nil
    specification.cert_chain = []
    name = Gem::Package.build(specification, true)
    FileUtils.mv(name, target)
  end
end
