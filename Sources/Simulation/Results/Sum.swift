/// What many like values come to: how many, their sum, and the sum of their squares.
struct Sum: Sendable {
  var count = 0
  var sum = 0.0
  var squares = 0.0

  @inline(__always)
  mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  var estimate: Estimate {
    guard count > 0 else { return Estimate(count: 0, mean: 0, error: 0) }
    let mean = sum / Double(count)
    let variance = count > 1 ? max(0, squares - sum * mean) / Double(count - 1) : 0
    return Estimate(count: count, mean: mean, error: (variance / Double(count)).squareRoot())
  }
}
