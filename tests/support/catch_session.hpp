#pragma once
// Runs all tests of the program, as main() does in every test program.

namespace cachedeck::test {
int runTests(int argc, char** argv);
}
