#pragma once

// QCustomPlot 2.1 uses Qt's keywords, which are off in this project: they exist only while its header is read.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
