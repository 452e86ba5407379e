#include "storage/files/attachments.hpp"

#include <array>

#include "storage/engine/fault.hpp"
#include "storage/keys/encoding.hpp"
#include "storage/keys/sm3.hpp"

namespace tiaojie::storage {
namespace {

std::string file_name(std::string_view bytes) { return "sm3-" + hex(sm3({bytes})); }

std::string context(const std::string& file) { return "attachment|" + file; }

}  // namespace

std::optional<std::string_view> media_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    struct Kind {
        std::string_view start;
        std::string_view media;
    };
    static constexpr std::array kinds{
        Kind{"\xff\xd8\xff"sv, "image/jpeg"},
        Kind{"\x89PNG\r\n\x1a\n"sv, "image/png"},
        Kind{"%PDF-"sv, "application/pdf"},
    };
    for (const auto& kind : kinds)
        if (bytes.starts_with(kind.start)) return kind.media;
    if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return "image/webp";
    return std::nullopt;
}

Result<Attachment> write_attachment(Store& store, std::string_view bytes, const std::string& by,
                                    const std::string& now) {
    if (bytes.empty()) return Refusal{"bad_value", "file", "没有内容"};
    if (bytes.size() > most_attachment_bytes) return Refusal{"bad_value", "file", "文件不能超过8兆"};
    const auto media = media_of(bytes);
    if (!media) return Refusal{"bad_media", "file", "只接受JPEG、PNG、WebP图片和PDF文件"};
    Attachment out{file_name(bytes), std::string{*media}, static_cast<std::int64_t>(bytes.size())};
    const auto sealed = store.secrets().encrypt(bytes, context(out.file));
    Query{store.db(),
          "INSERT INTO attachments (file, media, size, by, made, bytes) VALUES (?, ?, ?, ?, ?, ?)"
          " ON CONFLICT DO NOTHING",
          out.file,
          out.media,
          out.size,
          by,
          now,
          Query::Blob{sealed}}
        .run();
    return out;
}

std::optional<AttachmentContent> read_attachment(Store& store, const std::string& file) {
    Query query{store.db(), "SELECT media, size, bytes FROM attachments WHERE file = ?", file};
    if (!query.step()) return std::nullopt;
    AttachmentContent out{{file, query.string(0), query.integer(1)},
                          store.secrets().decrypt(query.text(2), context(file))};
    if (file_name(out.bytes) != file) throw StoreFault{FaultKind::damaged, "附件的内容与其编号不符：" + file};
    return out;
}

}  // namespace tiaojie::storage
