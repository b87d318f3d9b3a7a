import ArgumentParser
import Collusion
import CrossCheck
import Foundation
import Mechanisms
import PropertyTesting
import Report
import Simulation
import Store

/// Attacks every verdict with random play, or checks Cartel itself on random mechanisms.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Attack every verdict with random plans, played agent by agent.",
    discussion: """
      Every property is decided, then attacked in the simulation: random parameters, many of them on \
      the edge of what is assumed, random coalitions and plans. Each plan's money is worked out by both \
      readings of the mechanism. Without files: everything in ./Properties.

      With --faults, small markets of each mechanism are held in which agents crash, answer late or \
      never, and leave: what the mechanism claims of its accounts must hold all the same, and where all \
      its choices have a timeout, every deal must settle; what it expects to be broken must break. Each \
      breach is told in its simplest run.

      Exit status 70 if anything contradicts anything else, 1 if something that is claimed breaks, or \
      nothing breaks what is expected to be broken.
      """)

  @Argument(help: "Mechanism files, or directories of them.", completion: .mechanisms)
  var paths: [String] = []

  @Flag(help: "Check Cartel itself on random mechanisms instead.")
  var random = false

  @Flag(help: "Check Cartel itself on random game trees instead, against trying every strategy.")
  var games = false

  @Flag(
    help:
      "Hold every verdict and recorded attack against markets instead, in which coalitions learn.")
  var market = false

  @Flag(
    help: "Let things go wrong in small markets instead, and look whether claims hold all the same."
  )
  var faults = false

  @ArgumentParser.Option(
    help: """
      How many cases to run of each property, of each mechanism with --faults, or in all with --random \
      or --games.
      """)
  var cases: Int?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "How long to run in all: seconds, or 90s, 5m, 2h.", valueName: "time"),
    transform: TestCommand.duration)
  var time: Duration?

  @ArgumentParser.Option(help: "The seed of all that is random; the same seed makes the same run.")
  var seed: UInt64 = 0

  @ArgumentParser.Option(
    help: ArgumentHelp("Run one case again, from its token.", valueName: "token"),
    transform: TestCommand.token)
  var token: Token?

  @OptionGroup var options: Options

  func validate() throws {
    guard cases ?? 1 >= 1 else { throw ValidationError("--cases takes a count of at least 1") }
    if random && !paths.isEmpty {
      throw ValidationError("--random takes no files: it makes up mechanisms of its own")
    }
    if random && games { throw ValidationError("--random and --games exclude each other") }
    if games && !paths.isEmpty {
      throw ValidationError("--games takes no files: it makes up games of its own")
    }
  }

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    if random {
      await testRandomMechanisms(session)
    } else if games {
      await testRandomGames(session)
    } else if faults {
      try await testFaults(session)
    } else if market {
      try await testMarkets(session)
    } else {
      try await testFiles(session)
    }
    session.end()
  }

  // MARK: - Files

  private func testFiles(_ session: Session) async throws {
    let inputs = Inputs(try Inputs.chosen(paths, orUsual: ["Properties"]))
    session.note { $0.errors += inputs.errors }
    let decider = options.decider
    let total = inputs.mechanisms.reduce(0) { $0 + $1.properties.count }
    for mechanism in inputs.mechanisms {
      session.progress("deciding \(mechanism.name)")
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        continue
      }
      try await session.noting(about: mechanism) {
        let findings = try await decider.findings(on: mechanism, after: examination)
        for finding in findings {
          let examination = PropertyExamination(
            finding.property, of: mechanism, verdict: finding.verdict,
            condition: finding.condition)
          let name = "\(mechanism.name), \(finding.property.name)"
          let settings = settings(sharing: total) { session.progress("\(name): \($0) cases") }
          let outcome = await examination.run(settings)
          session.add(Run.Tested(mechanism, finding, outcome))
        }
      }
      session.finish(testing: mechanism)
    }
  }

  /// - Parameter cases: how many there are of each part where nobody says how many.
  func settings(
    sharing parts: Int, usual cases: Int = 1_000, progress: @escaping @Sendable (Int) -> Void
  ) -> Settings {
    var settings = Settings(cases: self.cases ?? (time == nil ? cases : .max))
    settings.timeLimit = time.map { $0 / max(parts, 1) }
    settings.seed = seed
    settings.shrinkingTime = .seconds(20)
    settings.token = token
    settings.progress = { if $0.isMultiple(of: 100) { progress($0) } }
    return settings
  }

  // MARK: - Random mechanisms and games

  private func testRandomMechanisms(_ session: Session) async {
    let settings = settings(sharing: 1) { session.progress("\($0) random mechanisms") }
    let report = await MechanismExamination().property.examine(settings)
    session.add(report, to: \.randomMechanisms)
  }

  private func testRandomGames(_ session: Session) async {
    let settings = settings(sharing: 1) { session.progress("\($0) random games") }
    let report = await GameExamination().property.examine(settings)
    session.add(report, to: \.randomGames)
  }

  // MARK: - Reading options

  private static func duration(_ text: String) throws -> Duration {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
    let unit = text.last.flatMap { units[$0] }
    let number = unit == nil ? text[...] : text.dropLast()
    guard let value = Double(number), value > 0, value <= 1e6 else {
      throw ValidationError("--time takes seconds, or a number with s, m or h")
    }
    return .milliseconds(Int64(value * (unit ?? 1) * 1_000))
  }

  private static func token(_ text: String) throws -> Token {
    guard let token = Token(text) else { throw ValidationError("'\(text)' is no token") }
    return token
  }
}
