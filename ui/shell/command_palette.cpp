#include "ui/shell/command_palette.hpp"

#include "widgets/theme/space.hpp"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace cachedeck::ui {

CommandPalette::CommandPalette(QWidget* parent) : Card(parent), m_filter(new QLineEdit), m_list(new QListWidget)
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Commands"));
    setFixedSize(480, 340);
    m_filter->setPlaceholderText(tr("What do you want to do?"));
    m_filter->setAccessibleName(tr("Find a command"));
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::group, theme::space::group, theme::space::group, theme::space::group);
    column->setSpacing(theme::space::control);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_filter, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    hide();
}

void CommandPalette::open()
{
    m_filter->clear();
    narrow();
    show();
    raise();
    m_filter->setFocus();
}

void CommandPalette::narrow()
{
    m_list->clear();
    const auto words = m_filter->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < m_commands.size(); ++i) {
        const auto& command = m_commands[i];
        const bool matches = std::all_of(words.begin(), words.end(), [&](const QString& word) {
            return command.text.contains(word, Qt::CaseInsensitive);
        });
        if (!matches)
            continue;
        auto* item = new QListWidgetItem(
            command.shortcut.isEmpty() ? command.text : command.text + QStringLiteral("   ") + command.shortcut,
            m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::runCurrent()
{
    const auto* item = m_list->currentItem();
    if (!item)
        return;
    const auto run = m_commands[item->data(Qt::UserRole).toInt()].run;
    hide();
    run();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        hide();
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
        if (key == Qt::Key_Escape) {
            hide();
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

} // namespace cachedeck::ui
