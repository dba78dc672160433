// Owns a stack and waits to be killed: the other process of stack_test.cpp. Prints the stack's directory and pids.
#include "backend/servers/stack.hpp"

#include <cstdio>
#include <string>
#include <thread>

int main(int argc, char** argv)
{
    cachedeck::servers::StackOptions options;
    options.parentDirectory = argc > 1 ? argv[1] : "";
    options.replicas = options.sentinels = 1;
    const auto stack = cachedeck::servers::Stack::start(options);
    if (!stack.has_value()) {
        std::fprintf(stderr, "%s\n", stack.error().text().c_str());
        return 1;
    }
    std::string line = (*stack)->directory();
    for (const auto& node : (*stack)->nodes())
        line += " " + std::to_string(node.pid);
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::minutes(1));
    return 0;
}
