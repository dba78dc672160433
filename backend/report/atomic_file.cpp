#include "backend/report/run_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#ifdef _WIN32
#include <io.h>
#include <process.h>
#else
#include <fcntl.h>
#include <unistd.h>
#endif

namespace cachedeck::report {
namespace {

std::string reason(int code)
{
    return std::error_code(code, std::generic_category()).message();
}

Error failure(const std::filesystem::path& file, int code)
{
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return {file.string(), 0, "",
            fmt::format("could not be written: {}.{}", reason(code),
                        full ? " Nothing of it was kept; make room, or choose another directory." : "")};
}

int flushToDisk(std::FILE* stream)
{
#ifdef _WIN32
    return _commit(_fileno(stream));
#else
    return ::fsync(::fileno(stream));
#endif
}

long processId()
{
#ifdef _WIN32
    return _getpid();
#else
    return ::getpid();
#endif
}

// The rename itself must reach the disk too; where directories cannot be opened, the system has no such need.
void flushDirectory(const std::filesystem::path& directory)
{
#ifndef _WIN32
    const int descriptor = ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
#else
    (void)directory;
#endif
}

// 0, or the error's number.
int writeAll(const std::filesystem::path& file, std::string_view bytes)
{
    std::FILE* stream = std::fopen(file.string().c_str(), "wb");
    if (!stream)
        return errno;
    int code = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream) != bytes.size() || std::fflush(stream) != 0 ||
        flushToDisk(stream) != 0)
        code = errno ? errno : EIO;
    if (std::fclose(stream) != 0 && code == 0)
        code = errno;
    return code;
}

} // namespace

Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes)
{
    auto temporary = file;
    temporary += fmt::format(".{}.tmp", processId());
    std::error_code ignored;
    errno = 0;
    if (const int code = writeAll(temporary, bytes); code != 0) {
        std::filesystem::remove(temporary, ignored);
        return failure(file, code);
    }
    std::error_code renamed;
    std::filesystem::rename(temporary, file, renamed);
    if (renamed) {
        std::filesystem::remove(temporary, ignored);
        return failure(file, renamed.value());
    }
    flushDirectory(file.parent_path());
    return {};
}

} // namespace cachedeck::report
