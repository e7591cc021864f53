require 'bcrypt'
require 'charlock_holmes'
require 'eventmachine'

# Answers with the encoding of a text, and whether a password is right.
module Detector
  def receive_data(_request)
    encoding = CharlockHolmes::EncodingDetector.detect("Gr\u00fc\u00dfe aus K\u00f6ln")[:encoding]
    right = BCrypt::Password.create('secret', cost: 4) == 'secret'
    body = "#{encoding} #{right}\n"
    send_data("HTTP/1.1 200 OK\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
    close_connection_after_writing
  end
end

EventMachine.run { EventMachine.start_server('0.0.0.0', Integer(ENV.fetch('PORT', '8080')), Detector) }
