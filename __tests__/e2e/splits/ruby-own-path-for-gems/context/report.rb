require 'cbor'
require 'ffi'

# Calls the C library.
module Clock
  extend FFI::Library
  ffi_lib FFI::Library::LIBC
  attach_function :abs, [:int], :int
end

File.write('tmp/report', CBOR.decode({ 'distance' => Clock.abs(-4) }.to_cbor).inspect)
puts File.read('tmp/report')
