#include "predict/export.h"

#include <utility>
#include <vector>

namespace macadam {

void addColumn(Figure& figure, const std::string& method, const std::function<cv::Mat(const cv::Mat& rgb)>& predict,
               const ProgressCallback& progress) {
  std::vector<cv::Mat> column;
  for (const FigureRow& row : figure.rows) {
    column.push_back(predict(row.image));
    if (progress) progress(column.size(), figure.rows.size());
  }
  for (std::size_t i = 0; i < column.size(); ++i) figure.rows[i].predictions.push_back(std::move(column[i]));
  figure.methods.push_back(method);
}

}  // namespace macadam
