import ArgumentParser
import Collusion
import Foundation
import Mechanisms
import Report
import Simulation

/// Runs many deals of a mechanism among agents who come and go.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run a market of many deals, among agents who come and go, learn, and fail.",
    discussion: """
      Of a mechanism: a market of its deals, at its defaults, among a hundred agents of each role of which a \
      deal takes one; of a recorded attack: one in which it is played in all deals. Options change it.

      A run is the same for the same seed. Several runs have seeds that follow each other; how far what they come to \
      is off is told from how they differ, and of a single one as if its deals were independent.

      Exit status 1 if something happened that the mechanism claims never does: money that is stuck, or an account \
      overdrawn, where it claims conservation or solvency; a deal that never settles, where all choices have a timeout.
      """)

  @Argument(help: "A market file, a mechanism, or a recorded attack.", completion: .mechanisms)
  var file: String

  @OptionGroup(title: "The market") var market: MarketOptions

  @ArgumentParser.Option(help: ArgumentHelp("The seed of the first run.", valueName: "number"))
  var seed: UInt64 = 1

  @ArgumentParser.Option(help: ArgumentHelp("How many runs.", valueName: "count"))
  var runs = 1

  @ArgumentParser.Option(
    help: ArgumentHelp("How many runs at once; it makes no difference to them.", valueName: "count")
  )
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Option(help: "How to write what came out: text, for people, or json.")
  var format = Options.Format.text

  @ArgumentParser.Option(
    help: ArgumentHelp("Write there how it went over time, as CSV.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var csv: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Write there everything that happens in the first run, as CSV, a line for each event.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var log: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Write there the first deals, in the Informal Trace Format of Apalache and Quint.",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var itf: String?

  func validate() throws {
    guard runs >= 1 else { throw ValidationError("--runs takes a count of at least 1") }
    guard jobs >= 1 else { throw ValidationError("--jobs takes a count of at least 1") }
    guard format == .text || format == .json else {
      throw ValidationError("--format \(format.rawValue) tells of properties: take text or json")
    }
    if let itf, !itf.hasSuffix(InformalTrace.ending) {
      throw ValidationError("the name of such a file ends with \(InformalTrace.ending)")
    }
  }

  func run() async throws {
    do {
      var subject = try MarketSubject(file)
      try market.apply(to: &subject)
      try await subject.complete(with: Checker())
      try await simulate(subject)
    } catch let mistake as ValidationError {
      throw mistake
    } catch {
      for mistake in Diagnostic.list(of: error, about: file) { Output.complain("\(mistake)") }
      Output.end(2)
    }
  }

  private func simulate(_ subject: MarketSubject) async throws {
    let simulation = try subject.simulation()
    let session = MarketSession(
      runs: runs, of: subject.market.deals, isLive: format == .text
    ) { [self] outcomes, isInterrupted in
      try conclude(subject, simulation, outcomes, isInterrupted: isInterrupted)
    }
    session.endOnInterrupt()
    _ = try await concurrently(Array(0..<runs), jobs: jobs) { [seed, log] number in
      if session.isInterrupted { return }
      let events = try number == 0 ? log.map { try EventLog($0) } : nil
      let outcome = try simulation.run(
        seed: seed &+ UInt64(number), progress: { try session.progress(number, $0) },
        log: events.map { events in { try events.add($0) } })
      try events?.write()
      session.finish(number, with: outcome)
    }
    session.end()
  }

  // MARK: - What came out

  private func conclude(
    _ subject: MarketSubject, _ simulation: Simulation, _ outcomes: [MarketOutcome],
    isInterrupted: Bool
  ) throws -> Int32 {
    let run = subject.run(outcomes)
    if let csv { try write(MarketCurves(run).csv, to: csv) }
    if let itf, !isInterrupted { try write(trace(simulation, of: subject).json(), to: itf) }
    switch format {
    case .json: Output.say(try MarketDocument(run, version: Cartel.version).json())
    default: Output.say(MarketRunText(run, palette: .terminal).text)
    }
    return run.breaksClaims ? 1 : 0
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try Output.write(text, to: path)
    } catch {
      throw EventLog.Unwritable(path: path)
    }
  }

  /// The beginning of the first run, once more.
  private func trace(
    _ simulation: Simulation, of subject: MarketSubject
  ) throws -> InformalTrace {
    var events: [MarketEvent] = []
    var states = 0
    _ = try simulation.run(
      seed: seed,
      log: { event in
        events.append(event)
        if event.isOfDeal { states += 1 }
        if states >= InformalTrace.mostMarketStates { throw Simulation.Stop() }
      })
    return InformalTrace(
      of: events, in: subject.market, of: subject.mechanism, seed: seed)
  }
}
