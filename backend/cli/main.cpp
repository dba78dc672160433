#include "backend/cli/command.hpp"

int main(int argc, char** argv)
{
    return cachedeck::cli::runCommandLine({argv + 1, argv + argc});
}
