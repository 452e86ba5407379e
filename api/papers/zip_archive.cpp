#include "api/papers/zip_archive.hpp"

#include <zip.h>

#include <stdexcept>

namespace tiaojie {

struct ZipReader::Archive {
    zip_t* zip;
    explicit Archive(zip_t* opened) : zip(opened) {}
    ~Archive() { zip_discard(zip); }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;
};

ZipReader::ZipReader(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (opened != nullptr)
        archive_ = std::make_unique<Archive>(opened);
    else if (source != nullptr)
        zip_source_free(source);
    zip_error_fini(&error);
}

ZipReader::~ZipReader() = default;

ZipRead ZipReader::read(const std::string& name, std::size_t most, std::string& out) const {
    if (!archive_) return ZipRead::damaged;
    auto* zip = archive_->zip;
    const auto place = zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE);
    if (place < 0) return ZipRead::missing;
    const auto index = static_cast<zip_uint64_t>(place);
    zip_stat_t stat;
    if (zip_stat_index(zip, index, 0, &stat) != 0) return ZipRead::damaged;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return ZipRead::encrypted;
    if ((stat.valid & ZIP_STAT_SIZE) != 0 && stat.size > most) return ZipRead::too_large;
    auto* file = zip_fopen_index(zip, index, 0);
    if (file == nullptr) return ZipRead::damaged;
    constexpr std::size_t piece = 256UL * 1024;
    out.clear();
    auto state = ZipRead::done;
    for (;;) {
        const auto before = out.size();
        out.resize(before + piece);
        const auto got = zip_fread(file, out.data() + before, piece);
        out.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0) state = ZipRead::damaged;
        if (out.size() > most) state = ZipRead::too_large;
        if (got <= 0 || state != ZipRead::done) break;
    }
    // The check sum at the end is verified by reading to the end.
    if (zip_fclose(file) != 0 && state == ZipRead::done) state = ZipRead::damaged;
    return state;
}

namespace {

// 1980-01-01, the first day that the format knows: the day of writing would make every file another.
constexpr zip_uint16_t first_time = 0;
constexpr zip_uint16_t first_day = 0x21;

void add_part(zip_t* zip, const ZipPart& part) {
    auto* source = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
    const auto place = source == nullptr ? -1 : zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (place < 0) {
        zip_source_free(source);
        throw std::runtime_error{"zip: a part cannot be added"};
    }
    const auto index = static_cast<zip_uint64_t>(place);
    zip_file_set_dostime(zip, index, first_time, first_day, 0);
    zip_set_file_compression(zip, index, ZIP_CM_DEFLATE, 0);
}

}  // namespace

std::string zipped(const std::vector<ZipPart>& parts) {
    auto* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    if (source == nullptr) throw std::runtime_error{"zip: no memory"};
    zip_source_keep(source);  // its bytes are wanted after the archive is closed
    const std::unique_ptr<zip_source_t, void (*)(zip_source_t*)> kept{source, zip_source_free};
    auto* zip = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
    if (zip == nullptr) {
        zip_source_free(source);
        throw std::runtime_error{"zip: an archive cannot be made"};
    }
    try {
        for (const auto& part : parts) add_part(zip, part);
    } catch (...) {
        zip_discard(zip);
        throw;
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        throw std::runtime_error{"zip: an archive cannot be written"};
    }
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        throw std::runtime_error{"zip: an archive cannot be read back"};
    std::string out(static_cast<std::size_t>(stat.size), '\0');
    const auto got = zip_source_read(source, out.data(), out.size());
    zip_source_close(source);
    if (got < 0 || static_cast<std::size_t>(got) != out.size()) throw std::runtime_error{"zip: read back short"};
    return out;
}

}  // namespace tiaojie
