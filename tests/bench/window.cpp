// What the window costs, with the real widgets, drawn where Qt draws them (offscreen for the bench). Prints one JSON
// object.
//     bench_window run PAGE SECONDS   the demo's scenario, with that page in front: operations a second over all paths
//                                     and what the GUI thread took of a core while it was measured
//     bench_window chart SECONDS      a time chart of four paths that gets 30 samples a second of each, first behind
//                                     two minutes of samples, which fill it, and then behind an hour of them
#include "backend/load/machine.hpp"
#include "ui/app/workbench.hpp"
#include "widgets/chart/time_chart.hpp"
#include "widgets/theme/fonts.hpp"
#include "widgets/theme/theme_manager.hpp"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <cmath>
#include <cstdio>
#include <ctime>

using namespace cachedeck;

namespace {

constexpr auto frames = 30;
constexpr auto paths = 4;

double threadSeconds()
{
    return std::chrono::duration<double>(load::threadCpu()).count();
}

int measureRun(QApplication& application, const QString& page, int seconds)
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    ui::Workbench workbench(application, settings);
    auto& run = workbench.run();
    workbench.window().show();
    double cpuBegan = 0;
    QElapsedTimer since;
    QObject::connect(&run, &ui::RunSession::progressed, [&] {
        if (run.progress().phase != load::Phase::Measuring || since.isValid())
            return;
        cpuBegan = threadSeconds();
        since.start();
    });
    QObject::connect(&run, &ui::RunSession::finished, [&] {
        const auto share = (threadSeconds() - cpuBegan) * 1e3 / double(std::max<qint64>(1, since.elapsed()));
        double throughput = 0;
        double slowest = 0;
        for (const auto& path : run.result()->paths) {
            throughput += path.throughput;
            slowest = std::max(slowest, double(path.response.quantile(0.5).count()) / 1e3);
        }
        std::printf("{\"throughput\": %.3f, \"gui_share\": %.4f, \"slowest_p50_us\": %.2f}\n", throughput, share,
                    slowest);
        QTimer::singleShot(0, &application, [] { QApplication::exit(0); });
    });
    QObject::connect(&run, &ui::RunSession::failed, [](const QString& why) {
        std::fprintf(stderr, "%s\n", qPrintable(why));
        QApplication::exit(1);
    });
    workbench.startDemo(QStringLiteral("movies"), seconds);
    workbench.window().showPage(page);
    return QApplication::exec();
}

chart::Sample sampleAt(double time, int path)
{
    const double wave = 1 + 0.3 * std::sin(time * 3 + path) + 0.1 * std::sin(time * 29);
    const double p50 = 50e-6 * (path + 1) * wave;
    return {time, {p50, p50 * 2, p50 * 5, p50 * 9}, {20'000 * wave, 0.9, 500 * wave, 0}};
}

struct ChartCost {
    double share = 0; // of a core
    double frame = 0; // milliseconds of the thread for each of 30 frames a second
};

// The samples come as they do in a run: by a timer, and the chart draws when it wants to.
ChartCost measureChart(chart::TimeChart& chart, double from, int seconds)
{
    const auto cpuBegan = threadSeconds();
    QElapsedTimer since;
    since.start();
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    int samples = 0;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        const double time = from + double(samples) / frames;
        for (int path = 0; path < paths; ++path)
            chart.append(path, sampleAt(time, path));
        chart.setNow(time);
        if (++samples >= seconds * frames)
            QApplication::exit(0);
    });
    timer.start(1000 / frames);
    QApplication::exec();
    const auto cpu = threadSeconds() - cpuBegan;
    return {cpu * 1e3 / double(std::max<qint64>(1, since.elapsed())), cpu * 1e3 / samples};
}

int measureCharts(QApplication& application, int seconds)
{
    theme::ThemeManager themes(application);
    themes.setChoice(theme::ThemeManager::Choice::Light);
    chart::TimeChart chart;
    for (const auto* title : {"operations/s", "hit ratio", "store queries/s", "errors/s"})
        chart.addPlot({QString::fromLatin1(title), chart::Unit::Count, chart::Scale::Linear});
    for (int path = 0; path < paths; ++path)
        chart.addPath({QStringLiteral("path %1").arg(path), theme::PathRole(path)});
    chart.resize(chart.sizeHint());
    chart.show();
    double time = 0;
    const auto fillUntil = [&](double end) {
        for (; time < end; time += 1.0 / frames)
            for (int path = 0; path < paths; ++path)
                chart.append(path, sampleAt(time, path));
    };
    fillUntil(120); // its window is full
    const auto fresh = measureChart(chart, time, seconds);
    time += seconds;
    fillUntil(3600);
    const auto old = measureChart(chart, time, seconds);
    std::printf(
        "{\"share\": %.4f, \"frame_ms\": %.3f, \"share_after_an_hour\": %.4f, \"frame_ms_after_an_hour\": %.3f}\n",
        fresh.share, fresh.frame, old.share, old.frame);
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    QApplication application(count, arguments);
    QApplication::setApplicationName(QStringLiteral("CacheDeck"));
    QApplication::setOrganizationName(QStringLiteral("cachedeck"));
    theme::loadFonts();
    const auto words = QApplication::arguments();
    if (words.size() == 4 && words[1] == QLatin1String("run"))
        return measureRun(application, words[2], words[3].toInt());
    if (words.size() == 3 && words[1] == QLatin1String("chart"))
        return measureCharts(application, words[2].toInt());
    std::fprintf(stderr, "usage: bench_window run PAGE SECONDS | chart SECONDS\n");
    return 2;
}
