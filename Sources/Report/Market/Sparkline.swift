/// How something went over time, in one line of blocks.
enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// - Parameter values: From 0 to `top`; a gap where there is none.
  /// - Parameter width: The most blocks; neighbouring values share one if there are more.
  static func text(_ values: [Double?], to top: Double, width: Int) -> String {
    let share = max(1, (values.count + width - 1) / width)
    return String(
      stride(from: 0, to: values.count, by: share).map { start in
        let some = values[start..<min(start + share, values.count)].compactMap { $0 }
        if some.isEmpty { return " " }
        let mean = some.reduce(0, +) / Double(some.count)
        let level = top > 0 ? Int(mean / top * Double(blocks.count)) : 0
        return blocks[min(max(level, 0), blocks.count - 1)]
      })
  }
}
