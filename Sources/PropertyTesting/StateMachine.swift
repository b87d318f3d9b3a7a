/// Something that changes as it is told to: the system under test, together with a model of it that says
/// what it should do.
///
/// ```swift
/// struct CounterMachine: StateMachine {
///   enum Command { case increment, reset }
///   var counter = Counter()
///   var expected = 0
///
///   static var rules: [Rule<CounterMachine>] {
///     [Rule("increment", .just(.increment)), Rule("reset", if: { $0.expected > 0 }, .just(.reset))]
///   }
///
///   mutating func run(_ command: Command) throws { … }
/// }
/// ```
public protocol StateMachine: SendableMetatype {
  associatedtype Command: SendableMetatype

  /// At the beginning.
  init()

  /// Which commands there are, and when.
  static var rules: [Rule<Self>] { get }

  /// Does what a command says, to the system and to the model.
  ///
  /// - Throws: if the system does not do what the model says it should.
  mutating func run(_ command: Command) async throws

  /// Checks what should hold after every command.
  ///
  /// - Throws: if it does not.
  func checkInvariants() async throws
}

extension StateMachine {
  public func checkInvariants() async throws {}
}

/// A kind of command: when it may be given, how often, and with what in it.
public struct Rule<Machine: StateMachine>: Sendable {
  public let name: String
  let weight: Int
  let isAllowed: (@Sendable (Machine) -> Bool)?
  let command: @Sendable (Machine, TestCase) throws -> Machine.Command

  /// - Parameter weight: How often it is given, against other rules.
  /// - Parameter isAllowed: When it may be given; always if nil.
  public init(
    _ name: String, weight: Int = 1, if isAllowed: (@Sendable (Machine) -> Bool)? = nil,
    _ commands: Generator<Machine.Command>
  ) {
    self.name = name
    self.weight = weight
    self.isAllowed = isAllowed
    command = { _, test in try commands.body(test) }
  }

  /// - Parameter weight: How often it is given, against other rules.
  /// - Parameter isAllowed: When it may be given; always if nil.
  /// - Parameter commands: Makes a generator that depends on how the machine stands.
  public init(
    _ name: String, weight: Int = 1, if isAllowed: (@Sendable (Machine) -> Bool)? = nil,
    dependingOn commands: @escaping @Sendable (Machine) -> Generator<Machine.Command>
  ) {
    self.name = name
    self.weight = weight
    self.isAllowed = isAllowed
    command = { machine, test in try commands(machine).body(test) }
  }

  func allows(_ machine: Machine) -> Bool { isAllowed?(machine) ?? true }
}

extension PropertyTest {
  /// That a machine does what it should, whatever it is told to, command after command.
  ///
  /// Each run leaves out some of the rules: bugs that need many commands of one kind in a row are rarely
  /// met where all kinds alternate [Groce et al. 2012, "Swarm testing"]. A failing run shrinks to few
  /// commands, noted as Swift code.
  ///
  /// - Parameter steps: The most commands of a run.
  public init<Machine: StateMachine>(_ machine: Machine.Type, steps: Int = 100) {
    self.init { test in
      let run = MachineRun(rules: Machine.rules, steps: steps)
      try await run.run(test)
    }
  }
}

/// One run of a machine.
private struct MachineRun<Machine: StateMachine> {
  let rules: [Rule<Machine>]
  let steps: Int

  func run(_ test: TestCase) async throws {
    var machine = Machine()
    let left = try swarm(test)
    test.note("var machine = \(Machine.self)()")
    let commands = test.open(Labels.collection)
    for _ in 0..<steps {
      let step = test.open(Labels.element)
      guard try test.flip(probability: 0.95) else {
        test.close(step)
        break
      }
      let index = try pick(for: machine, left, test)
      let rule = rules[index]
      // In a run that is repeated with other choices, the rule may not be allowed here.
      if rule.allows(machine) {
        let command = try rule.command(machine, test)
        test.note("try await machine.run(\(Self.code(command)))")
        try await machine.run(command)
        try await machine.checkInvariants()
      }
      test.close(step)
    }
    test.close(commands)
  }

  /// Which rules are left; all of them in half of the runs.
  private func swarm(_ test: TestCase) throws -> [Bool] {
    guard rules.count > 1, try test.flip() else {
      return Array(repeating: true, count: rules.count)
    }
    let left = try rules.map { _ in try !test.flip(probability: 0.4) }
    return left.contains(true) ? left : Array(repeating: true, count: rules.count)
  }

  /// A rule that is left and allowed, if there is one.
  private func pick(for machine: Machine, _ left: [Bool], _ test: TestCase) throws -> Int {
    Int(
      try test.choose(in: 0...Int64(rules.count - 1), origin: 0) { random in
        var total = 0
        for (index, rule) in rules.enumerated() where left[index] && rule.allows(machine) {
          total += rule.weight
        }
        guard total > 0 else { return 0 }
        var rest = Int(random.next(below: UInt64(total)))
        for (index, rule) in rules.enumerated() where left[index] && rule.allows(machine) {
          rest -= rule.weight
          if rest < 0 { return Int64(index) }
        }
        return 0
      })
  }

  /// A command as one would write it.
  private static func code(_ command: Machine.Command) -> String {
    Mirror(reflecting: command).displayStyle == .enum ? ".\(command)" : "\(command)"
  }
}
