#pragma once
// Catch2, whichever version the system packages: 2.13 on Debian 12, 3.x on Debian 13 and Ubuntu 24.04.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
