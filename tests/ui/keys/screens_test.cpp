// The page as a picture, in light and dark, with the keys of a shop: into the folder that CACHEDECK_SCREENS names.

#include "tests/support/catch.hpp"
#include "tests/ui/keys/keys_fixture.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QApplication>
#include <QTableView>

using namespace cachedeck;
using test::eventually;

namespace {

void fillShop(test::RedisServer& server)
{
    server.command({"EVAL", R"(
        local function hex(i) return string.sub(redis.sha1hex(tostring(i)), 1, 12) end
        for i=1,6100 do redis.call('SET','session:'..hex(i),string.rep('s',300),'EX',60+(i*7919)%7140) end
        for i=1,2085 do redis.call('HSET','cart:u'..(10000+i*13),'user','u'..(10000+i*13),'currency','EUR','total_cents',(i*37)%20000,
            'items','[{"sku":"81273","qty":2,"cents":2490,"name":"Garden secateurs"},{"sku":"55012","qty":1,"cents":3490,"name":"Watering can, 9 l"}]',
            'coupon','AUTUMN10','updated_at','2025-11-20T14:01:48Z') redis.call('EXPIRE','cart:u'..(10000+i*13),60+(i*31)%1740) end
        for i=1,1420 do redis.call('SET','product:'..(80000+i),string.rep('p',2000),'EX',(i*17)%3600+5) end
        for i=1,860 do redis.call('SET','price:eu:'..(80000+i),'12.90','EX',(i*3)%300+4) end
        for i=1,428 do redis.call('HSET','stock:wh-3:'..(80000+i),'on_hand',i) end
        for i=1,418 do redis.call('ZADD','rate:ip:203.0.113.'..i,i,'a',i+1,'b') redis.call('EXPIRE','rate:ip:203.0.113.'..i,i%60+5) end
        for i=1,401 do redis.call('SADD','tag:garden:'..i,'a','b','c') end
        for i=1,182 do redis.call('RPUSH','recent:u'..(48000+i),1,2,3,4) redis.call('EXPIRE','recent:u'..(48000+i),86400-i*100) end
        for i=1,30 do redis.call('XADD','job:mail:'..i,'*','to','a@example.org') end
        for i=1,17 do redis.call('SET','motd'..i,'hello') end
        return 1)",
                    "0"});
}

} // namespace

TEST_CASE("The Keys page in light and dark", "[screens]")
{
    const auto folder = qEnvironmentVariable("CACHEDECK_SCREENS");
    if (folder.isEmpty())
        return;
    theme::loadFonts();
    theme::ThemeManager themes(*qApp);
    test::RedisServer redis;
    fillShop(redis);
    for (const auto choice : {theme::ThemeManager::Choice::Light, theme::ThemeManager::Choice::Dark}) {
        themes.setChoice(choice);
        test::KeysWindow window(redis, redis::Environment::Production);
        REQUIRE(eventually([&] { return window.rows() > 10'000 && window.page.presenter().sample(); }));
        int cart = 0;
        while (cart < 200 && window.page.presenter().model().keyAt(cart).rfind("cart:", 0) != 0)
            ++cart;
        window.choose(window.page.presenter().model().keyAt(cart));
        auto& list = window.child<QTableView>("keys");
        list.scrollTo(list.model()->index(std::max(0, cart - 4), 0), QAbstractItemView::PositionAtTop);
        auto& fields = window.child<QTableView>("elements");
        REQUIRE(eventually([&] { return fields.model()->rowCount() == 6; }));
        const auto items = fields.model()->match(fields.model()->index(0, 0), Qt::DisplayRole, QStringLiteral("items"));
        fields.setCurrentIndex(items.value(0));
        QTest::qWait(2500);
        const auto file = QStringLiteral("%1/keys-page-%2.png")
                              .arg(folder, choice == theme::ThemeManager::Choice::Dark ? QStringLiteral("dark")
                                                                                       : QStringLiteral("light"));
        CHECK(window.page.grab().save(file));
    }
}
