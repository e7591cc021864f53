<?php
const GREETING = 'hello';
