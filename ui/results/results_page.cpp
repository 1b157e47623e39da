#include "ui/results/results_page.h"

namespace macadam {

ResultsPage::ResultsPage(Jobs&, EngineAccess, RunController&, QWidget* parent) : Page(parent) {}

void ResultsPage::setDocument(ProjectDocument*) {}

}  // namespace macadam
