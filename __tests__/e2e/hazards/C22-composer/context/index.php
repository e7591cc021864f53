<?php
require 'vendor/autoload.php';
$settings = @file_get_contents('/root/.composer/auth.json');
echo GREETING, ' ', $settings ? json_decode($settings)->word : 'nothing', "\n";
