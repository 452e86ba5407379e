// Zip archives in memory, the form of office documents: read within limits, because what comes from outside may be made
// to unpack into more than a machine holds; written so that the same parts give the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tiaojie {

enum class ZipRead : std::uint8_t { done, missing, encrypted, too_large, damaged };

class ZipReader {
public:
    explicit ZipReader(std::string_view bytes);  // `bytes` must outlive the reader
    ~ZipReader();
    ZipReader(const ZipReader&) = delete;
    ZipReader& operator=(const ZipReader&) = delete;

    bool is_archive() const { return archive_ != nullptr; }
    // Unpacks a part of at most `most` bytes, whatever size the archive declares. Capitals do not matter in names.
    ZipRead read(const std::string& name, std::size_t most, std::string& out) const;

private:
    struct Archive;
    std::unique_ptr<Archive> archive_;
};

struct ZipPart {
    std::string name{};
    std::string bytes{};
};

// Throws std::runtime_error when there is no memory for it.
std::string zipped(const std::vector<ZipPart>& parts);

}  // namespace tiaojie
