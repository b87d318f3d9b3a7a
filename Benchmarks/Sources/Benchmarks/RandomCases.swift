import PropertyTesting

/// How much longer a property takes than the plain loop that does the same work.
enum RandomCases {
  static func run() async throws {
    try await compare("a list of 10 ints, sorted twice is sorted once", cases: 100_000) {
      await PropertyTest(.arrays(of: Generator<Int>.integers(), count: 10)) { list, _ in
        let sorted = list.sorted()
        if sorted.sorted() != sorted { throw Wrong() }
      }.examine(settings($0))
    } plainly: { cases in
      var random = SystemStream(seed: 1)
      for _ in 0..<cases {
        var list: [Int] = []
        for _ in 0..<10 { list.append(integer(&random)) }
        let sorted = list.sorted()
        if sorted.sorted() != sorted { throw Wrong() }
      }
    }
    try await compare("a step of a counter", cases: 10_000) {
      await PropertyTest(CounterMachine.self).examine(settings($0))
    } plainly: { cases in
      var random = SystemStream(seed: 1)
      for _ in 0..<cases {
        var machine = CounterMachine()
        for _ in 0..<100 {
          let word = random.next()
          if word % 20 == 0 { break }
          try machine.run(word & 32 == 0 ? .increment : .decrement)
          try machine.checkInvariants()
        }
      }
    }
  }

  private static func settings(_ cases: Int) -> Settings {
    var settings = Settings(cases: cases)
    settings.seed = 1
    return settings
  }

  /// Runs both in turn, several times, and prints the medians and their ratio.
  private static func compare(
    _ name: String, cases: Int, property: (Int) async -> Report,
    plainly: (Int) throws -> Void
  ) async throws {
    var pairs: [(property: Double, plain: Double)] = []
    /// Since the last call: cases, or steps where they are counted.
    func worked() -> Int {
      defer { CounterMachine.steps = 0 }
      return max(cases, CounterMachine.steps)
    }
    for _ in 0..<9 {
      var start = ContinuousClock.now
      let report = await property(cases)
      let tested = (ContinuousClock.now - start) / .nanoseconds(worked())
      guard report.failure == nil else { throw Wrong() }
      start = ContinuousClock.now
      try plainly(cases)
      pairs.append((tested, (ContinuousClock.now - start) / .nanoseconds(worked())))
    }
    let ratios = pairs.map { $0.property / $0.plain }.sorted()
    let times = pairs.map(\.property).sorted()
    let plain = pairs.map(\.plain).sorted()
    print(
      "\(name): \(Int(times[4])) ns, plainly \(Int(plain[4])) ns,",
      "ratio \((ratios[4] * 100).rounded() / 100)",
      "(from \((ratios[0] * 100).rounded() / 100) to \((ratios[8] * 100).rounded() / 100))")
  }
}

struct Wrong: Error {}

/// An integer as generators make them: of any number of bits.
func integer(_ random: inout SystemStream) -> Int {
  let word = random.next()
  return Int(bitPattern: UInt(random.next() >> (word & 63)))
}

/// SplitMix64.
struct SystemStream: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct CounterMachine: StateMachine {
  enum Command { case increment, decrement }

  var value = 0
  var expected = 0

  static var rules: [Rule<CounterMachine>] {
    [Rule("increment", .just(.increment)), Rule("decrement", .just(.decrement))]
  }

  /// How many steps were made.
  nonisolated(unsafe) static var steps = 0

  mutating func run(_ command: Command) throws {
    Self.steps += 1
    switch command {
    case .increment:
      value += 1
      expected += 1
    case .decrement:
      value -= 1
      expected -= 1
    }
  }

  func checkInvariants() throws {
    if value != expected { throw Wrong() }
  }
}
