require 'bcrypt'
require 'ffi'
require 'socket'

# Calls the C library.
module Numbers
  extend FFI::Library
  ffi_lib FFI::Library::LIBC
  attach_function :abs, [:int], :int
end

password = BCrypt::Password.create('secret', cost: 4)
server = TCPServer.new('0.0.0.0', ENV.fetch('PORT', '8080').to_i)
trap('TERM') { exit }
loop do
  client = server.accept
  nil until client.gets.to_s.strip.empty?
  body = "#{ENV.fetch('GREETING')} #{password == 'secret'} #{Numbers.abs(-3)}\n"
  client.write "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}"
  client.close
end
