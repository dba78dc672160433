#include "widgets/theme/token.hpp"

namespace cachedeck::theme {
namespace {

struct Entry {
    Token token;
    std::string_view name;
    QRgb light;
    QRgb dark;
    QRgb contrast;
};

// clang-format off
constexpr std::array<Entry, tokenCount> table{{
    {Token::SurfaceWindow, "surface.window", 0xfff2f3f5, 0xff0f1215, 0xff000000},
    {Token::SurfacePanel, "surface.panel", 0xffffffff, 0xff171b1f, 0xff000000},
    {Token::SurfaceSunken, "surface.sunken", 0xfff7f8f9, 0xff13171a, 0xff000000},
    {Token::SurfaceHover, "surface.hover", 0xffeceef1, 0xff22282e, 0xff262626},
    {Token::SurfaceSelected, "surface.selected", 0xffebe9fa, 0xff2a2748, 0xff33300a},
    {Token::TextPrimary, "text.primary", 0xff15181c, 0xffe9ecee, 0xffffffff},
    {Token::TextSecondary, "text.secondary", 0xff48505a, 0xffb1b9c1, 0xffffffff},
    {Token::TextMuted, "text.muted", 0xff5f6873, 0xff919aa4, 0xffe0e0e0},
    {Token::TextDisabled, "text.disabled", 0xff9aa2ac, 0xff5e6770, 0xff9e9e9e},
    {Token::TextOnAccent, "text.on-accent", 0xffffffff, 0xff14102b, 0xff000000},
    {Token::LineHairline, "line.hairline", 0xffdfe2e6, 0xff2a3037, 0xff8c8c8c},
    {Token::LineControl, "line.control", 0xffbfc5cc, 0xff3f4750, 0xffffffff},
    {Token::LineStrong, "line.strong", 0xff878f99, 0xff6f7983, 0xffffffff},
    {Token::LineGrid, "line.grid", 0xffe9ebee, 0xff22282d, 0xff4d4d4d},
    {Token::Accent, "accent", 0xff5645c4, 0xffa396ff, 0xffffe45c},
    {Token::AccentHover, "accent.hover", 0xff4838ad, 0xffb8adff, 0xfffff0a0},
    {Token::AccentText, "accent.text", 0xff5645c4, 0xffb3a8ff, 0xffffe45c},
    {Token::AccentTint, "accent.tint", 0xffebe9fa, 0xff2a2748, 0xff33300a},
    {Token::PathUncached, "path.uncached", 0xffd55e00, 0xfff5853f, 0xffff9a52},
    {Token::PathUncachedText, "path.uncached-text", 0xffab4a00, 0xfff79a5f, 0xffffa866},
    {Token::PathCached, "path.cached", 0xff0072b2, 0xff66bcf5, 0xff8ad4ff},
    {Token::PathCachedText, "path.cached-text", 0xff006aa6, 0xff74c3f7, 0xff8ad4ff},
    {Token::PathThrough, "path.through", 0xff009e73, 0xff14a87d, 0xff14c48f},
    {Token::PathThroughText, "path.through-text", 0xff00735a, 0xff22bd90, 0xff14c48f},
    {Token::PathBehind, "path.behind", 0xff7a5200, 0xfff2d15c, 0xfffff06a},
    {Token::PathBehindText, "path.behind-text", 0xff7a5200, 0xfff2d15c, 0xfffff06a},
    {Token::PathAhead, "path.ahead", 0xffb8568f, 0xffdd8bb9, 0xffffa3d4},
    {Token::PathAheadText, "path.ahead-text", 0xff9c3f75, 0xffe39cc4, 0xffffa3d4},
    {Token::PathOther, "path.other", 0xff3d454d, 0xff6f7984, 0xffb0b0b0},
    {Token::PathOtherText, "path.other-text", 0xff3d454d, 0xff8f99a3, 0xffb0b0b0},
    {Token::StateOk, "state.ok", 0xff197a45, 0xff4cc483, 0xff5cf29c},
    {Token::StateOkTint, "state.ok-tint", 0xffe3f3ea, 0xff16301f, 0xff000000},
    {Token::StateWarn, "state.warn", 0xff8a5a00, 0xffe3ae4a, 0xffffcf5c},
    {Token::StateWarnTint, "state.warn-tint", 0xfffbf0d9, 0xff33270f, 0xff000000},
    {Token::StateDown, "state.down", 0xffb8272c, 0xffff7b7b, 0xffff8f8f},
    {Token::StateDownTint, "state.down-tint", 0xfffbe8e8, 0xff3a1a1c, 0xff000000},
    {Token::StateUnknown, "state.unknown", 0xff5f6873, 0xff919aa4, 0xffd0d0d0},
    {Token::StateUnknownTint, "state.unknown-tint", 0xffeceef1, 0xff22282e, 0xff000000},
    {Token::EnvDemo, "env.demo", 0xff0a736e, 0xff3ec4bb, 0xff5cf0e4},
    {Token::EnvDemoTint, "env.demo-tint", 0xffdff2f0, 0xff12302e, 0xff000000},
    {Token::EnvDevelopment, "env.development", 0xff1d62c4, 0xff7fb2ff, 0xff9cc6ff},
    {Token::EnvDevelopmentTint, "env.development-tint", 0xffe3edfb, 0xff17294a, 0xff000000},
    {Token::EnvProduction, "env.production", 0xffb8272c, 0xffff7b7b, 0xffff8f8f},
    {Token::EnvProductionTint, "env.production-tint", 0xfffbe8e8, 0xff3a1a1c, 0xff000000},
    {Token::TypeString, "type.string", 0xff3d5a80, 0xffa8c1de, 0xffcfe3fa},
    {Token::TypeStringTint, "type.string-tint", 0xffe6ecf3, 0xff1e2935, 0xff000000},
    {Token::TypeHash, "type.hash", 0xff6b3fa0, 0xffc9abef, 0xffe0c8ff},
    {Token::TypeHashTint, "type.hash-tint", 0xffefe8f7, 0xff2a2138, 0xff000000},
    {Token::TypeList, "type.list", 0xff2f6b2f, 0xff9ed09a, 0xffb9efb4},
    {Token::TypeListTint, "type.list-tint", 0xffe5f1e4, 0xff1b2b1b, 0xff000000},
    {Token::TypeSet, "type.set", 0xff8a5a00, 0xffe3b868, 0xffffd98a},
    {Token::TypeSetTint, "type.set-tint", 0xfff8efdb, 0xff31270f, 0xff000000},
    {Token::TypeZset, "type.zset", 0xffa03d5c, 0xfff0a3ba, 0xffffc0d2},
    {Token::TypeZsetTint, "type.zset-tint", 0xfff8e6ec, 0xff351f27, 0xff000000},
    {Token::TypeStream, "type.stream", 0xff0b6b78, 0xff7fd0da, 0xff9eecf5},
    {Token::TypeStreamTint, "type.stream-tint", 0xffdef0f2, 0xff132c30, 0xff000000},
}};
// clang-format on

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].token != static_cast<Token>(i))
            return false;
    return true;
}
static_assert(isInOrder(), "the table follows the order of Token");

const Entry& entry(Token token)
{
    return table[static_cast<std::size_t>(token)];
}

} // namespace

QColor color(Scheme scheme, Token token)
{
    const Entry& found = entry(token);
    switch (scheme) {
    case Scheme::Light:
        return QColor::fromRgb(found.light);
    case Scheme::Dark:
        return QColor::fromRgb(found.dark);
    case Scheme::HighContrast:
    case Scheme::Projector:
        break;
    }
    return QColor::fromRgb(found.contrast);
}

std::string_view name(Token token)
{
    return entry(token).name;
}

double bandOpacity(Scheme scheme)
{
    switch (scheme) {
    case Scheme::Light:
        return 0.13;
    case Scheme::Dark:
        return 0.17;
    case Scheme::HighContrast:
    case Scheme::Projector:
        break;
    }
    return 0.22;
}

} // namespace cachedeck::theme
