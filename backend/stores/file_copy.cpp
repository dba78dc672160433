#include "backend/stores/file_copy.hpp"

#ifdef __linux__
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace cachedeck::stores {
namespace {

#ifdef __linux__
class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const noexcept { return m_descriptor; }

private:
    int m_descriptor;
};

// True when done; false when the file system or the kernel cannot.
bool copyInKernel(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    struct stat status {};
    if (source.get() < 0 || target.get() < 0 || ::fstat(source.get(), &status) != 0)
        return false;
    if (::ioctl(target.get(), FICLONE, source.get()) == 0)
        return true;
    for (auto left = status.st_size; left > 0;) {
        const auto copied =
            ::copy_file_range(source.get(), nullptr, target.get(), nullptr, static_cast<std::size_t>(left), 0);
        if (copied < 0 && errno == EINTR)
            continue;
        if (copied <= 0)
            return false;
        left -= copied;
    }
    return true;
}
#else
bool copyInKernel(const std::filesystem::path&, const std::filesystem::path&)
{
    return false; // the standard library's copy already does what the system offers
}
#endif

} // namespace

std::error_code copyFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    std::error_code error;
    if (!copyInKernel(from, to))
        std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, error);
    return error;
}

} // namespace cachedeck::stores
