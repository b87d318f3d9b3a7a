/// Hill climbing on the choices of a case, towards a value that is to be maximised.
struct Climb {
  private(set) var best: (score: Double, choices: ContiguousArray<Choice>)?
  private var random: RandomNumbers

  init(seed: UInt64) { random = RandomNumbers(seed: seed, stream: .max) }

  /// Takes a case for the best if it scores at least as much: plains are walked over.
  mutating func note(_ score: Double?, _ choices: ContiguousArray<Choice>) {
    guard let score, score.isFinite, score >= best?.score ?? -.infinity else { return }
    best = (score, choices)
  }

  /// The best case with a few of its choices made otherwise; what is cut off is to be made at random.
  mutating func neighbour() -> [Int64] {
    guard let choices = best?.choices, !choices.isEmpty else { return [] }
    var values = choices.map(\.value)
    for _ in 0..<Int(1 + random.next(below: 2)) {
      let index = Int(random.next(below: UInt64(choices.count)))
      values[index] = other(than: choices[index])
    }
    if random.next(below: 8) == 0 {
      values.removeLast(Int(random.next(below: UInt64(values.count))))
    }
    return values
  }

  private mutating func other(than choice: Choice) -> Int64 {
    let width = choice.bounds.ways
    if random.next() & 1 == 0 || width < 8 {
      return choice.bounds.lowerBound &+ Int64(bitPattern: random.next(below: width))
    }
    let step = random.next() >> (64 - min(1 + random.next(below: 8), 63))
    let isUp = random.next() & 1 == 0
    return choice.value.moved(by: step, up: isUp, within: choice.bounds)
      ?? (isUp ? choice.bounds.upperBound : choice.bounds.lowerBound)
  }
}
