#include "tests/support/catch.hpp"
#include "widgets/table/delegates.hpp"
#include "widgets/table/views.hpp"

#include <QApplication>
#include <QHeaderView>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QtTest>

#include <functional>

using namespace cachedeck;
using theme::Token;

namespace {

// The colours a cell is painted with.
QSet<QRgb> painted(QStandardItem* item, QStyledItemDelegate& delegate)
{
    QStandardItemModel model;
    model.appendRow(item);
    table::TableView view;
    view.setModel(&model);
    QImage image(200, 28, QImage::Format_ARGB32_Premultiplied);
    image.fill(theme::color(theme::Scheme::Light, Token::SurfacePanel));
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.widget = &view;
    option.state = QStyle::State_Enabled;
    QPainter painter(&image);
    delegate.paint(&painter, option, model.index(0, 0));
    painter.end();
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    return colours;
}

bool has(const QSet<QRgb>& colours, Token token)
{
    return colours.contains(theme::color(theme::Scheme::Light, token).rgb());
}

QStandardItem* ttl(qint64 left, qint64 set)
{
    auto* item = new QStandardItem(QString());
    item->setData(left, table::TtlLeftRole);
    item->setData(set, table::TtlSetRole);
    return item;
}

// Counts the searches through its rows.
struct SearchedModel : QStandardItemModel {
    mutable int searches = 0;
    QModelIndexList match(const QModelIndex& start, int role, const QVariant& value, int hits,
                          Qt::MatchFlags flags) const override
    {
        ++searches;
        return QStandardItemModel::match(start, role, value, hits, flags);
    }
};

// A page around a view, with shortcuts of its own.
struct Surroundings : QWidget {
    QList<int> keys;
    void keyPressEvent(QKeyEvent* event) override { keys.append(event->key()); }
};

// Types in a view of two rows, of which the first has a child.
template<class View>
void typeIn(const std::function<void(View&, Surroundings&)>& check)
{
    SearchedModel model;
    model.appendRow(new QStandardItem(QStringLiteral("movie")));
    model.appendRow(new QStandardItem(QStringLiteral("item")));
    model.item(0)->appendRow(new QStandardItem(QStringLiteral("1")));
    Surroundings around;
    auto* view = new View(&around);
    view->setModel(&model);
    view->setCurrentIndex(model.index(0, 0));
    around.show();
    for (const auto key : {Qt::Key_Slash, Qt::Key_I, Qt::Key_Space})
        QTest::keyClick(view, key);
    CHECK(around.keys == QList<int>{Qt::Key_Slash, Qt::Key_I, Qt::Key_Space});
    CHECK(view->currentIndex() == model.index(0, 0));
    around.keys.clear();
    check(*view, around);
    CHECK(model.searches == 0);
    QTest::keyClick(view, Qt::Key_Down);
    CHECK(view->currentIndex().row() == 1);
    CHECK(around.keys.isEmpty());
}

} // namespace

TEST_CASE("rows are 28 high, dense ones 24, and all alike")
{
    QStringListModel model(QStringList(1000, QStringLiteral("row")));
    table::TableView view;
    view.setModel(&model);
    CHECK(view.rowHeight(0) == 28);
    CHECK(view.rowHeight(999) == 28);
    CHECK(view.horizontalHeader()->height() == 28);
    view.setDense(true);
    CHECK(view.rowHeight(500) == 24);
}

TEST_CASE("the view tells which rows are in sight")
{
    QStringListModel model(QStringList(100'000, QStringLiteral("row")));
    table::TableView view;
    view.resize(400, 28 + 280);
    view.show();
    QSignalSpy spy(&view, &table::TableView::visibleRowsChanged);
    view.setModel(&model);
    REQUIRE(spy.count() >= 1);
    CHECK(spy.last()[0].toInt() == 0);
    CHECK(spy.last()[1].toInt() >= 8);
    CHECK(spy.last()[1].toInt() <= 11);
    view.scrollTo(model.index(50'000), QAbstractItemView::PositionAtTop);
    CHECK(spy.last()[0].toInt() == 50'000);
}

TEST_CASE("a TTL warns from a tenth or ten seconds on and has no bar where there is none")
{
    table::TtlDelegate delegate;
    CHECK(has(painted(ttl(1'800'000, 3'600'000), delegate), Token::TextMuted));
    CHECK_FALSE(has(painted(ttl(1'800'000, 3'600'000), delegate), Token::StateWarn));
    CHECK(has(painted(ttl(300'000, 3'600'000), delegate), Token::StateWarn));
    CHECK(has(painted(ttl(9'000, 12'000), delegate), Token::StateWarn));
    const auto none = painted(ttl(-1, 0), delegate);
    CHECK_FALSE(has(none, Token::LineHairline));
    CHECK_FALSE(has(none, Token::StateWarn));
}

TEST_CASE("each type has its letters and its tint")
{
    table::TypeDelegate delegate;
    const std::pair<const char*, Token> types[] = {
        {"string", Token::TypeStringTint}, {"hash", Token::TypeHashTint}, {"list", Token::TypeListTint},
        {"set", Token::TypeSetTint},       {"zset", Token::TypeZsetTint}, {"stream", Token::TypeStreamTint}};
    for (const auto& [type, tint] : types) {
        auto* item = new QStandardItem;
        item->setData(QString::fromLatin1(type), table::TypeRole);
        INFO(type);
        CHECK(has(painted(item, delegate), tint));
    }
    CHECK(table::typeLetters(QStringLiteral("stream")) == u"STRM");
    CHECK(table::typeLetters(QStringLiteral("ReJSON-RL")) == u"REJS");
}

TEST_CASE("a cell shows mark-up and controls as they are")
{
    table::TextDelegate delegate;
    const auto plain =
        painted(new QStandardItem(QStringLiteral("<span style='background:#ff00ff'>x</span>")), delegate);
    CHECK_FALSE(plain.contains(qRgb(255, 0, 255)));
}

TEST_CASE("an empty table says what would be there")
{
    table::TableView view;
    QStandardItemModel model(0, 2);
    view.setModel(&model);
    view.resize(300, 200);
    view.show();
    const QImage before = view.grab().toImage();
    view.setEmptyText(QStringLiteral("No keys yet. Press Scan."));
    CHECK(view.grab().toImage() != before);
}

TEST_CASE("a tree's rows are 28 high")
{
    QStandardItemModel model;
    auto* root = new QStandardItem(QStringLiteral("session"));
    root->appendRow(new QStandardItem(QStringLiteral("a")));
    model.appendRow(root);
    table::TreeView view;
    view.setModel(&model);
    view.expandAll();
    view.resize(200, 200);
    view.show();
    CHECK(view.visualRect(model.index(0, 0)).height() == 28);
    view.setDense(true);
    QApplication::processEvents();
    CHECK(view.visualRect(model.index(0, 0)).height() == 24);
}

TEST_CASE("typing in a view looks for nothing and reaches what is around it")
{
    typeIn<table::TableView>([](table::TableView& view, Surroundings& around) {
        QTest::keyClick(&view, Qt::Key_Plus);
        CHECK(around.keys == QList<int>{Qt::Key_Plus});
        around.keys.clear();
    });
    typeIn<table::TreeView>([](table::TreeView& view, Surroundings& around) {
        const auto first = view.model()->index(0, 0);
        QTest::keyClick(&view, Qt::Key_Plus);
        CHECK(view.isExpanded(first));
        QTest::keyClick(&view, Qt::Key_Minus);
        CHECK_FALSE(view.isExpanded(first));
        CHECK(around.keys.isEmpty());
    });
}
