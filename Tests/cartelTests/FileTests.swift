import Foundation
import Testing

@Suite("Wrong files")
struct FileTests {
  /// Checks that a file is refused with a message that says this.
  private func refuses(_ text: String, saying parts: String...) throws {
    try refuses(Data(text.utf8), saying: parts)
  }

  private func refuses(_ data: Data, saying parts: [String]) throws {
    let tool = try Tool()
    try tool.write(data, to: "it.yaml")
    let outcome = try tool.run("check", "it.yaml")
    #expect(outcome.ended && outcome.status == 2, "\(outcome.status) \(outcome.output)")
    #expect(outcome.seconds < 5)
    #expect(outcome.complaints.contains("it.yaml:"))
    for part in parts {
      #expect(outcome.complaints.contains(part), "\(outcome.complaints.prefix(500))")
    }
  }

  @Test("an unknown key is named")
  func unknownKey() throws { try refuses(taking(open) + "\nsurprise: 1\n", saying: "surprise") }

  @Test("for a misspelt parameter the likely one is named")
  func misspelt() throws {
    try refuses(
      taking(open, steps: "  - {pay: prise, from: world, to: taker}"), saying: "prise", "prize")
  }

  @Test("a market is told to be one; beside mechanisms it is passed over")
  func market() throws {
    let market = "market: m\nmechanism: it.yaml\nagents: [{role: taker, number: 1}]\n"
    try refuses(market, saying: "it.yaml:1:1: this is a market and not a mechanism")
    let tool = try Tool()
    try tool.write(taking(safe), to: "Properties/it.yaml")
    try tool.write(market, to: "Properties/market.yaml")
    #expect(try tool.run("check").status == 0)
    #expect(try tool.run("fmt", "--check").output.contains("0 of 1 file "))
  }

  @Test("a literal probability above 1 is located")
  func probability() throws {
    try refuses(
      taking(
        open,
        steps: "  - chance: coin\n    outcomes: {heads: 3/2, tails: 1 - 3/2}"),
      saying: "it.yaml:15:", "probabilit")
  }

  @Test("a probability that the assumptions let be above 1 is located, with an example")
  func loose() throws {
    try refuses(
      taking(
        open, steps: "  - chance: coin\n    outcomes: {heads: odds, tails: 1 - odds}",
        parameters: "  odds: {default: 1/2}"),
      saying: "it.yaml:15:", "probabilit", "odds = ")
  }

  @Test("a choice that nobody can reach is located")
  func unreachable() throws {
    try refuses(
      taking(
        open,
        steps: """
            - when: prize < 0
              then:
                - choose: bystander.move
                  options: [stay, go]
                  honest: stay
          """), saying: "it.yaml:1")
  }

  @Test("a payment that can be negative is located")
  func negative() throws {
    try refuses(
      taking(open, steps: "  - {pay: prize - 1, from: world, to: taker}"), saying: "it.yaml:14:",
      "negative", "prize = ")
  }

  @Test("an account that can be overdrawn is located")
  func overdrawn() throws {
    try refuses(
      taking(open, steps: "  - {pay: 1, from: pot, to: taker}"), saying: "it.yaml:14:", "pot")
  }

  @Test("a division by what the assumptions let be zero is located")
  func division() throws {
    try refuses(
      taking(open, steps: "  - {pay: 1 / prize, from: world, to: taker}"), saying: "it.yaml:14:",
      "zero")
  }

  @Test("an empty file is told", arguments: ["", "\n\n", "# nothing\n", "---\n"])
  func empty(text: String) throws { try refuses(text) }

  @Test("a formula of ten megabytes is refused")
  func enormous() throws {
    let sum = String(repeating: "1 + ", count: 2_500_000) + "1"
    try refuses(taking(open, steps: "  - {pay: \(sum), from: world, to: taker}"))
  }

  @Test("a formula within formulas is refused, not overflowed", arguments: [1_000, 100_000])
  func deepFormula(depth: Int) throws {
    let deep = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
    try refuses(taking(open, steps: "  - {pay: \(deep), from: world, to: taker}"))
  }

  @Test("lists within lists are refused", arguments: ["[", "{a: ", "- "])
  func deepYAML(opening: String) throws {
    try refuses("mechanism: x\nsteps:\n  " + String(repeating: opening, count: 200_000))
  }

  @Test("aliases that multiply are refused")
  func aliases() throws {
    var text = "mechanism: x\na: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for (name, before) in zip("bcdefghijklm", "abcdefghijkl") {
      let list = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      text += "\(name): &\(name) [\(list)]\n"
    }
    try refuses(text + "steps: *m\n")
  }

  @Test("bytes that are no text are refused")
  func binary() throws {
    let noise = (0..<4_096).map { UInt8(truncatingIfNeeded: $0 * 37 + $0 >> 3) }
    try refuses(Data(noise), saying: [])
    try refuses(Data("mechanism: ".utf8) + Data([0xFF, 0xFE, 0xC3, 0x28]), saying: [])
    try refuses(Data("mechanism: a\0b\n".utf8), saying: [])
  }

  @Test("places without mechanisms are told")
  func nothingThere() throws {
    let tool = try Tool()
    try FileManager.default.createDirectory(
      at: tool.path("hollow"), withIntermediateDirectories: true)
    for place in ["hollow", "missing.yaml"] {
      for command in ["check", "attack", "replay"] {
        let outcome = try tool.run(command, place)
        #expect(outcome.ended && outcome.status == 2, "\(command) \(place)")
        #expect(outcome.complaints.contains(place))
      }
    }
  }

  @Test("a file that may not be read is told")
  func unreadable() throws {
    let tool = try Tool()
    // A folder with a mechanism's name cannot be read as a file, by nobody.
    try FileManager.default.createDirectory(
      at: tool.path("a/it.yaml"), withIntermediateDirectories: true)
    try tool.write(taking(open), to: "b/it.yaml")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: tool.path("b/it.yaml").path)
    let isReadable = FileManager.default.isReadableFile(atPath: tool.path("b/it.yaml").path)
    #expect(try tool.run("check", "a").status == 2)
    #expect(try tool.run("check", "b").status == (isReadable ? 0 : 2))
  }
}
