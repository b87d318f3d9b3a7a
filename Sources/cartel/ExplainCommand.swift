import ArgumentParser
import Collusion
import Mechanisms
import Report
import Store

/// Says why a verdict is what it is, in terms of the rules.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a property is proved, broken, impossible or vacuous.",
    discussion: """
      For a proof: which assumptions and payments it needs, and what happens if each of them is dropped. To \
      drop an assumption is to allow that it fails; to drop a payment is that nobody pays it. Those that \
      are not needed may fail, or not be made, all together: the property holds all the same.

      The property may be named by any part of its name that no other has.

      Exit status 0 whatever the file expects; 3 if it is undecided, 1 if it is vacuous.
      """)

  @Argument(help: "A mechanism file.")
  var file: String

  @Argument(help: "The property's name, or a part of it.")
  var property: String?

  @OptionGroup var options: Options

  func validate() throws { try options.format.validateWithoutExpectations() }

  func run() async throws {
    let session = Session(format: options.format, options.detail)
    session.endOnInterrupt()
    let inputs = Inputs([file])
    session.note { $0.errors += inputs.errors }
    guard inputs.errors.isEmpty else { session.end() }
    guard var mechanism = inputs.mechanisms.first, inputs.mechanisms.count == 1 else {
      throw ValidationError("\(file) is not one mechanism")
    }
    var chosen = try mechanism.property(meantBy: property)
    chosen.expected = nil
    session.progress("explaining \(mechanism.name), \(chosen.name)")
    try await session.noting(about: mechanism) {
      let decider = options.decider
      guard let examination = try await session.examination(of: mechanism, by: decider) else {
        return
      }
      mechanism.properties = [chosen]
      var explained: [Finding] = []
      for finding in try await decider.findings(on: mechanism, after: examination) {
        explained.append(try await decider.checker.explaining(finding, of: mechanism))
      }
      session.finish(explaining: mechanism, explained)
    }
    session.end()
  }
}
