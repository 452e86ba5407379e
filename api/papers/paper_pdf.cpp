// A paper as PDF by pango and cairo: every line stands on the grid of 22 lines a page, whatever font there is.
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>
#include <new>
#include <stdexcept>

#include "api/papers/paper.hpp"

namespace tiaojie {
namespace {

struct Release {
    void operator()(cairo_surface_t* it) const { cairo_surface_destroy(it); }
    void operator()(cairo_t* it) const { cairo_destroy(it); }
    void operator()(cairo_font_options_t* it) const { cairo_font_options_destroy(it); }
    void operator()(PangoFontDescription* it) const { pango_font_description_free(it); }
    void operator()(PangoAttrList* it) const { pango_attr_list_unref(it); }
    void operator()(PangoLayoutIter* it) const { pango_layout_iter_free(it); }
    void operator()(PangoFontMap* it) const { g_object_unref(it); }
    void operator()(PangoContext* it) const { g_object_unref(it); }
    void operator()(PangoLayout* it) const { g_object_unref(it); }
};
template <class T>
using Owned = std::unique_ptr<T, Release>;

// The fonts of the standard first, where a machine has them; then free ones of the same kind; Noto has every character.
constexpr const char* fang_song =
    "FangSong_GB2312,仿宋_GB2312,FandolFang,FangSong,仿宋,Noto Serif CJK SC,Noto Sans CJK SC";
constexpr const char* hei = "SimHei,黑体,FandolHei,Noto Sans CJK SC";
constexpr const char* song = "SimSun,宋体,FandolSong,Noto Serif CJK SC,Noto Sans CJK SC";
constexpr const char* title_song = "FZXiaoBiaoSong-B05S,方正小标宋简体,Noto Serif CJK SC,Noto Sans CJK SC";

constexpr double body_over_baseline = 0.88;    // of a Chinese character, as a part of its size
constexpr double middle_over_baseline = 0.38;  // of a dash

struct Typeface {
    const char* families{};
    double size{};
    bool is_bold{false};
    PangoAlignment alignment{PANGO_ALIGN_LEFT};
};

cairo_status_t append_to(void* out, const unsigned char* bytes, unsigned int size) {
    try {
        static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

int pango_units(double points) { return static_cast<int>(points * PANGO_SCALE); }

class Press {
public:
    explicit Press(const Paper& paper)
        : paper_(paper),
          surface_(cairo_pdf_surface_create_for_stream(append_to, &out_, paper_layout.page_width,
                                                       paper_layout.page_height)) {
        auto* pdf = surface_.get();
        const auto day = paper.day.text() + "T00:00:00+08:00";
        cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
        cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
        cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, day.c_str());
        cairo_.reset(cairo_create(pdf));
        fonts_.reset(pango_cairo_font_map_new());  // of its own: font maps are not for several threads
        context_.reset(pango_font_map_create_context(fonts_.get()));
        pango_context_set_language(context_.get(), pango_language_from_string("zh-cn"));
        // A page has no pixels to fit to.
        pango_context_set_round_glyph_positions(context_.get(), FALSE);
        const Owned<cairo_font_options_t> options{cairo_font_options_create()};
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context_.get(), options.get());
    }

    bool has_chinese() const {
        const auto probe = set({fang_song, paper_layout.body_size}, "年镇");
        return pango_layout_get_unknown_glyphs_count(probe.get()) == 0;
    }

    std::string pdf() {
        // The font of the standard is heavy by itself.
        const bool has_title_font = has_family("FZXiaoBiaoSong-B05S") || has_family("方正小标宋简体");
        place(set({title_song, paper_layout.title_size, !has_title_font, PANGO_ALIGN_CENTER}, paper_.title),
              paper_layout.title_size, 1);
        ++line_;
        for (const auto& block : paper_.blocks)
            place(set({block.is_heading ? hei : fang_song, paper_layout.body_size}, block.text), paper_layout.body_size,
                  block.is_heading ? 2 : 1);
        end_page();
        cairo_.reset();
        cairo_surface_finish(surface_.get());
        if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error{std::string{"pdf: "} +
                                     cairo_status_to_string(cairo_surface_status(surface_.get()))};
        return std::move(out_);
    }

private:
    bool has_family(const char* name) const { return pango_font_map_get_family(fonts_.get(), name) != nullptr; }

    // A paragraph, cut into lines.
    Owned<PangoLayout> set(const Typeface& face, const std::string& text) const {
        Owned<PangoLayout> out{pango_layout_new(context_.get())};
        const Owned<PangoFontDescription> font{pango_font_description_from_string(face.families)};
        pango_font_description_set_absolute_size(font.get(), pango_units(face.size));
        pango_font_description_set_weight(font.get(), face.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(out.get(), font.get());
        pango_layout_set_width(out.get(), pango_units(paper_layout.width));
        pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(out.get(), face.alignment);
        if (face.alignment == PANGO_ALIGN_LEFT) {
            pango_layout_set_indent(out.get(), pango_units(2 * paper_layout.width / paper_layout.characters));
            pango_layout_set_justify(out.get(), TRUE);
            const Owned<PangoAttrList> attributes{pango_attr_list_new()};
            // One unit more, so that 28 characters are not too wide by a rounding.
            pango_attr_list_insert(attributes.get(),
                                   pango_attr_letter_spacing_new(-pango_units(paper_layout.closer()) - 1));
            pango_layout_set_attributes(out.get(), attributes.get());
        }
        pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
        return out;
    }

    // Line by line on the grid; begins a new page where not at least so many lines are left on this one.
    void place(const Owned<PangoLayout>& paragraph, double size, int lines_needed) {
        if (line_ + lines_needed > paper_layout.lines) end_page();
        const Owned<PangoLayoutIter> each{pango_layout_get_iter(paragraph.get())};
        do {
            if (line_ == paper_layout.lines) end_page();
            PangoRectangle where{};
            pango_layout_iter_get_line_extents(each.get(), nullptr, &where);
            const double y = paper_layout.top + line_ * paper_layout.pitch() + (paper_layout.pitch() - size) / 2 +
                             body_over_baseline * size;
            cairo_move_to(cairo_.get(), paper_layout.left + static_cast<double>(where.x) / PANGO_SCALE, y);
            pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(each.get()));
            ++line_;
        } while (pango_layout_iter_next_line(each.get()));
    }

    // With its number on the outer side.
    void end_page() {
        ++page_;
        constexpr double size = paper_layout.number_size;
        const auto number = set({song, size, false, PANGO_ALIGN_CENTER}, "— " + std::to_string(page_) + " —");
        pango_layout_set_width(number.get(), -1);
        PangoRectangle where{};
        pango_layout_get_extents(number.get(), nullptr, &where);
        const bool is_right = page_ % 2 == 1;
        const double x =
            is_right ? paper_layout.left + paper_layout.width - size - static_cast<double>(where.width) / PANGO_SCALE
                     : paper_layout.left + size;
        const double y =
            paper_layout.top + paper_layout.height + paper_layout.number_below + middle_over_baseline * size;
        cairo_move_to(cairo_.get(), x, y);
        pango_cairo_show_layout_line(cairo_.get(), pango_layout_get_line_readonly(number.get(), 0));
        cairo_show_page(cairo_.get());
        line_ = 0;
    }

    const Paper& paper_;
    std::string out_{};
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_{};
    Owned<PangoFontMap> fonts_{};
    Owned<PangoContext> context_{};
    int line_{0};  // how many of the page's lines are taken
    int page_{0};
};

}  // namespace

Result<std::string> pdf_of(const Paper& paper) {
    Press press{paper};
    if (!press.has_chinese())
        return Refusal{
            "font_missing", {}, "这台机器上没有中文字体，不能生成PDF；请安装中文字体（Debian：fonts-noto-cjk）"};
    return press.pdf();
}

}  // namespace tiaojie

#ifdef __SANITIZE_ADDRESS__
// cairo 1.16 loses some 800 bytes a font when a document ends, fontconfig 256 bytes once; nothing here can give them
// back.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libcairo.so\nleak:libfontconfig.so\n"; }
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#endif
