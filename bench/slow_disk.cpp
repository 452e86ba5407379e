// Preloaded (LD_PRELOAD) it makes every sync of a file take some milliseconds more, as on the disk of an office PC; for
// whoever runs with it, so that the program and what it is measured against have the same disk.
//   TIAOJIE_SLOW_DISK_US   how much more, in microseconds (2000)
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

using Sync = int (*)(int);

void wait_as_a_disk_would() {
    static const std::chrono::microseconds more{[] {
        const char* said = std::getenv("TIAOJIE_SLOW_DISK_US");
        return said ? std::atoi(said) : 2000;
    }()};
    std::this_thread::sleep_for(more);
}

Sync real(const char* name) { return reinterpret_cast<Sync>(::dlsym(RTLD_NEXT, name)); }

}  // namespace

extern "C" int fsync(int file) {
    static const Sync next = real("fsync");
    wait_as_a_disk_would();
    return next(file);
}

extern "C" int fdatasync(int file) {
    static const Sync next = real("fdatasync");
    wait_as_a_disk_would();
    return next(file);
}
