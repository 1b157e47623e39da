#include "predict/tiled_prediction.h"

#include "image/raster_writer.h"

#include <algorithm>

namespace macadam {
namespace {

/// Rows that tiles are being added to.
class RowBand {
 public:
  explicit RowBand(int width) : rows_(0, width, CV_32FC1) {}

  void add(const cv::Mat& tile, const TileSpan& across, const TileSpan& down) {
    growTo(down.end());
    const cv::Mat weights = cv::Mat(down.weights) * cv::Mat(across.weights).t();
    cv::Mat target = rows_(cv::Rect(across.start, down.start - top_, across.length(), down.length()));
    target += tile.mul(weights);
  }

  /// Hands on the rows above `end` and forgets them.
  void release(int end, const WriteRows& write) {
    if (end <= top_) return;
    const cv::Mat finished = rows_.rowRange(0, end - top_);
    write(top_, cv::min(finished, 1.0));  // sums of rounded weights may exceed 1 by a last digit
    const cv::Mat rest = rows_.rowRange(end - top_, rows_.rows);
    rows_ = rest.rows > 0 ? rest.clone() : cv::Mat(0, rows_.cols, CV_32FC1);  // a clone of no rows forgets the width
    top_ = end;
  }

 private:
  void growTo(int end) {
    const int missing = end - top_ - rows_.rows;
    if (missing > 0) cv::vconcat(rows_, cv::Mat::zeros(missing, rows_.cols, CV_32FC1), rows_);
  }

  cv::Mat rows_;
  int top_ = 0;
};

/// Whole blocks are written fastest.
int downToBlock(int row) {
  return row / RasterWriter::kBlockSide * RasterWriter::kBlockSide;
}

}  // namespace

bool predictTiled(const PictureSource& picture, const PredictTile& predict, const WriteRows& write,
                  const TilingOptions& options, const ProgressCallback& progress, const std::stop_token& stop) {
  checkTiling(options);
  const std::vector<TileSpan> columns = tileSpans(picture.size.width, options);
  const std::vector<TileSpan> rows = tileSpans(picture.size.height, options);
  const std::size_t total = columns.size() * rows.size();
  std::size_t done = 0;

  RowBand band(picture.size.width);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const TileSpan& column : columns) {
      if (stop.stop_requested()) return false;
      const cv::Mat rgb = picture.read({column.start, rows[row].start, column.length(), rows[row].length()});
      band.add(rgb.empty() ? cv::Mat::zeros(rows[row].length(), column.length(), CV_32FC1) : predict(rgb), column,
               rows[row]);
      if (progress) progress(++done, total);
    }
    const bool isLast = row + 1 == rows.size();
    band.release(isLast ? picture.size.height : downToBlock(rows[row + 1].start), write);
  }
  return true;
}

}  // namespace macadam
