import Exact
import Mechanisms

/// How long something takes, made ready to be drawn: so many ticks, one of some more, and an exponential part.
struct Time: Sendable {
  var least = 0
  var ways = 1
  var mean = 0.0

  init(_ duration: Market.Duration) {
    switch duration {
    case .fixed(let ticks): least = ticks
    case .uniform(let range): (least, ways) = (range.lowerBound, range.count)
    case .exponential(let mean): self.mean = mean.approximation
    }
  }
}
