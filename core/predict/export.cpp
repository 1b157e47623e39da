#include "predict/export.h"

#include <utility>
#include <vector>

namespace macadam {

void addColumn(Figure& figure, const std::string& method, const std::function<cv::Mat(std::size_t row)>& predict,
               const ProgressCallback& progress) {
  std::vector<cv::Mat> column;
  while (column.size() < figure.rows.size()) {
    column.push_back(predict(column.size()));
    if (progress) progress(column.size(), figure.rows.size());
  }
  for (std::size_t i = 0; i < column.size(); ++i) figure.rows[i].predictions.push_back(std::move(column[i]));
  figure.methods.push_back(method);
}

}  // namespace macadam
