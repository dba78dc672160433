#pragma once
// --demo --capture DIR: runs the demo, invalidates once, kills the primary once the measurement is over, and writes a
// picture of every page in every theme, and the run's report. For `dev screens`, `dev run` without a display, and
// the README's pictures.

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace cachedeck::ui {

class Workbench;

class Capture : public QObject {
    Q_OBJECT

public:
    Capture(Workbench& workbench, const QString& directory, const QString& scenario, int seconds,
            QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    // The process's exit code (exits): the run's own once everything is written, otherwise that of what went wrong.
    void finished(int exitCode);

private:
    void measured();
    void takePictures();
    void addEveryTheme(const QString& page);
    void takeNextPicture();
    void openKey();
    void picture(const QString& name);
    void give(int exitCode, const QString& message);

    Workbench& m_workbench;
    QString m_directory, m_scenario;
    int m_seconds;
    int m_outcome = 0;  // what the run's own exit code is
    QStringList m_open; // "keys light", still to be taken
    QTimer m_invalidate;
    QTimer m_patience;
    bool m_ended = false;
};

} // namespace cachedeck::ui
