// Photographs and scanned papers, each kept once under the hash of its content, encrypted as personal data is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/words/result.hpp"
#include "storage/journal/store.hpp"

namespace tiaojie::storage {

inline constexpr std::size_t most_attachment_bytes = 8 * 1024 * 1024;

struct Attachment {
    std::string file{};   // "sm3-…": what a paper names
    std::string media{};  // "image/jpeg"
    std::int64_t size{};
};

// What the first bytes say, whatever the sender claims: JPEG, PNG, WebP or PDF; nothing for anything else.
std::optional<std::string_view> media_of(std::string_view bytes);

// Refuses: bad_value (empty, too large), bad_media. The same content again changes nothing. In a transaction.
Result<Attachment> write_attachment(Store& store, std::string_view bytes, const std::string& by,
                                    const std::string& now);

// The bytes; throws StoreFault `damaged` when they are not what the name says.
struct AttachmentContent {
    Attachment attachment{};
    std::string bytes{};
};
std::optional<AttachmentContent> read_attachment(Store& store, const std::string& file);

}  // namespace tiaojie::storage
