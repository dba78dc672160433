#include "ui/start/probe_findings.hpp"

#include "ui/bridge/backend_text.hpp"
#include "widgets/badge/label.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/space.hpp"
#include "widgets/theme/text.hpp"

#include <QFormLayout>
#include <QLocale>
#include <QPlainTextEdit>

namespace cachedeck::ui {

namespace {

constexpr int longestShown = 4000; // letters of a value
constexpr int linesOfValue = 4;

QString durationText(std::chrono::nanoseconds time)
{
    const auto micro = double(time.count()) / 1000;
    const QLocale locale;
    if (micro < 1000)
        return theme::unbroken(locale.toString(micro, 'f', micro < 100 ? 1 : 0) + QStringLiteral(" µs"));
    return theme::unbroken(locale.toString(micro / 1000, 'f', micro < 100'000 ? 2 : 0) + QStringLiteral(" ms"));
}

QString storeText(const probe::Findings& findings)
{
    const auto store = QString::fromStdString(findings.storeKind + " " + findings.storeVersion);
    return findings.storeInProcess
               ? ProbeFindings::tr("%1 from %2, inside CacheDeck").arg(durationText(findings.storeRead), store)
               : ProbeFindings::tr("%1 from %2").arg(durationText(findings.storeRead), store);
}

} // namespace

ProbeFindings::ProbeFindings(QWidget* parent)
    : QWidget(parent),
      m_key(new badge::ElidedLabel({}, theme::Role::Mono)),
      m_value(new QPlainTextEdit),
      m_size(new badge::Label),
      m_store(new badge::Label),
      m_cache(new badge::Label)
{
    m_key->setElideMode(Qt::ElideMiddle);
    m_value->setObjectName(QStringLiteral("probeValue"));
    m_value->setAccessibleName(tr("Value"));
    m_value->setReadOnly(true);
    m_value->setTabChangesFocus(true);
    QFont mono(QString::fromLatin1(theme::monoFamily));
    mono.setPixelSize(12);
    m_value->setFont(mono);
    m_value->setFixedHeight(linesOfValue * QFontMetrics(mono).lineSpacing() + 2 * theme::space::control);
    m_store->setObjectName(QStringLiteral("probeStore"));
    m_cache->setObjectName(QStringLiteral("probeCache"));
    m_key->setObjectName(QStringLiteral("probeKey"));
    m_size->setObjectName(QStringLiteral("probeSize"));
    m_cache->setWordWrap(true);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::space::control);
    form->setLabelAlignment(Qt::AlignLeading);
    const auto add = [form](const QString& text, QWidget* field) {
        form->addRow(new badge::Label(text, theme::Role::Body, theme::Token::TextSecondary), field);
    };
    add(tr("Key"), m_key);
    add(tr("Value"), m_value);
    add(tr("Size"), m_size);
    add(tr("Store"), m_store);
    add(tr("Cache"), m_cache);
}

void ProbeFindings::show(const probe::Findings& findings, bool cacheAsked)
{
    m_key->setText(QString::fromStdString(findings.key));
    const auto value = QString::fromStdString(findings.value);
    m_value->setPlainText(theme::plainLines(value.left(longestShown)) +
                          (value.size() > longestShown ? QStringLiteral("…") : QString()));
    const QLocale locale;
    QString size = tr("%Ln row(s)", nullptr, int(findings.rows)) + QStringLiteral(", ") +
                   tr("%Ln byte(s) of JSON", nullptr, int(findings.value.size()));
    if (findings.memory)
        size += QStringLiteral(", ") + tr("%Ln byte(s) in the cache", nullptr, int(*findings.memory));
    m_size->setText(size);
    m_store->setText(storeText(findings));
    if (findings.cacheRead)
        m_cache->setText(durationText(*findings.cacheRead));
    else
        m_cache->setText(cacheAsked ? backendText(findings.cacheNote)
                                    : tr("No cache is connected, so only the store was asked."));
    QWidget::show();
}

} // namespace cachedeck::ui
