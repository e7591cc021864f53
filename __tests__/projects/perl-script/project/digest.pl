#!/usr/bin/env perl
use strict;
use warnings;
use Getopt::Long;
use JSON::PP;
use Time::Piece;

GetOptions('format=s' => \(my $format = '%F'));
print encode_json({ day => localtime->strftime($format) }), "\n";
