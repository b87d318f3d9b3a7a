import PropertyExpectations
import PropertyTesting
import Testing

@Suite("State machines")
struct StateMachineTests {
  // snippet: queue
  /// A queue of fixed capacity in an array, with a mistake.
  struct RingBuffer {
    private var slots: [Int]
    private var first = 0
    private(set) var count = 0

    init(capacity: Int) { slots = Array(repeating: 0, count: capacity) }

    var isFull: Bool { count == slots.count }

    mutating func push(_ value: Int) {
      slots[(first + count) % slots.count] = value
      count += 1
    }

    mutating func pop() -> Int {
      defer {
        // It should go round at the capacity.
        first = (first + 1) % (slots.count - 1)
        count -= 1
      }
      return slots[first]
    }
  }
  // end

  // snippet: machine
  struct RingBufferMachine: StateMachine {
    enum Command {
      case push(Int)
      case pop
    }

    var buffer = RingBuffer(capacity: 3)
    var model: [Int] = []

    static var rules: [Rule<RingBufferMachine>] {
      [
        Rule("push", if: { !$0.buffer.isFull }, Generator<Int>.integers().map { .push($0) }),
        Rule("pop", if: { !$0.model.isEmpty }, .just(.pop)),
      ]
    }

    mutating func run(_ command: Command) throws {
      switch command {
      case .push(let value):
        buffer.push(value)
        model.append(value)
      case .pop:
        let (value, expected) = (buffer.pop(), model.removeFirst())
        if value != expected { throw Wrong(value: value, expected: expected) }
      }
    }

    struct Wrong: Error {
      var value: Int
      var expected: Int
    }
  }
  // end

  @Test("a failing run shrinks to its fewest commands, as Swift code", arguments: 0..<20)
  func shrinking(seed: UInt64) async throws {
    var settings = Settings(cases: 2_000)
    settings.seed = seed
    let report = await PropertyTest(RingBufferMachine.self).examine(settings)
    let failure = try #require(report.failure)
    #expect(failure.notes.count == 7, "\(failure.notes)")
    #expect(failure.notes.filter { $0.hasSuffix("(.pop)") }.count == 3)
    #expect(failure.notes.filter { $0.hasSuffix("(.push(0))") }.count == 2)
  }

  struct Counter: StateMachine {
    enum Command: Equatable {
      case up(by: Int)
      case down
      case name(String)
    }

    var value = 0

    static var rules: [Rule<Counter>] {
      [
        Rule("up", weight: 3, Generator<Int>.integers(in: 1...5).map { .up(by: $0) }),
        Rule("down", if: { $0.value > 0 }, dependingOn: { _ in .just(.down) }),
        Rule("name", Generator<String>.strings(of: "ab", count: 1...2).map { .name($0) }),
      ]
    }

    mutating func run(_ command: Command) throws {
      switch command {
      case .up(let amount): value += amount
      case .down: value -= 1
      case .name(let name): if name == "ab" && value > 6 { throw Failed() }
      }
    }

    func checkInvariants() throws {
      if value < 0 { throw Failed() }
    }

    struct Failed: Error {}
  }

  @Test("payloads print with their labels, strings in quotes; preconditions are kept")
  func printing() async throws {
    var settings = Settings(cases: 2_000)
    settings.seed = 3
    let report = await PropertyTest(Counter.self).examine(settings)
    let failure = try #require(report.failure)
    #expect(failure.isMinimal)
    #expect(
      failure.notes.last == "try await machine.run(.name(\"ab\"))", "\(failure.notes)")
    #expect(failure.notes.count == 4, "\(failure.notes)")
  }

  @Test("a machine that does what it should passes")
  func passing() async throws {
    try await check(Steady.self, Settings(cases: 200))
  }

  struct Steady: StateMachine {
    enum Command { case step }
    var steps = 0
    static var rules: [Rule<Steady>] { [Rule("step", .just(.step))] }
    mutating func run(_: Command) { steps += 1 }
    func checkInvariants() { #expect(steps > 0) }
  }
}
