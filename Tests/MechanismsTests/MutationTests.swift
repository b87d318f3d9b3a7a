import Mechanisms
import Testing

@Suite("Files with anything in them")
struct MutationTests {
  private static let file = """
    # what, 'it' {is: about}
    mechanism: mutated   # its name
    parameters: {price: {default: 10, about: "what, 'it' costs"}, share: {default: 1/2}, n: {type: integer}}
    assume: [0 <= share <= 1, "max(price, 1) > 0", n >= 1]
    roles: {client: 1, node: n}
    accounts: {escrow: , pot: {may go below zero: true}}

    # what happens

    steps:
      # first
      - {chance: coin, outcomes: {yes: share, no: 1 - share}, hidden: true}
      - draw: judge
        from: node where not in judge
      - together:
          - choose: judge.verdict
            options: {look: {cost: price ^ 2, learns: coin}, pass: , run: {if: coin = yes}}
            honest: {look: share, pass: 1 - share}
            seen by: [client]
            timeout: pass
          - {choose: client.wish, options: [much, little], honest: much}
      - let: sum
        be: >-
          if judge.verdict = look
          then size(node) else -3 * floor(price / 2)
        # behind it
      - repeat: 2  # twice
        steps:
        # in it
          - when: sum > 2 and count(node where verdict != none) = 1
            then: [{pay: "min(price, sum)", from: escrow, to: node where in judge}]
            else: [{pay: price, from: client, to: burn}, {reveal: judge.verdict}]
      - choose: judge.again
        options: [a, b]
        # what is prescribed
        honest: [ # a rule
          {if: verdict = look and coin = yes, take: a}, {a: share, b: 1 - share}]
    properties:
      all: {coalition: {node: n - 1, client: 1}, given: [price > 1], prescribe: {client.wish: little}, expect: proved}
      some: {coalition: {size: 2}, each member gains: weakly, margin: share}
    """

  @Test("the file itself is right")
  func original() {
    #expect(mistakes(in: Self.file) == [])
  }

  @Test("2000 mutations of it are read or rejected with places, and nothing else")
  func readMutations() {
    for text in Self.mutations(2_000, of: Self.file) {
      do throws(Diagnostics) {
        _ = try Mechanism(reading: text, file: "f")
      } catch {
        #expect(!error.list.isEmpty)
        #expect(error.list.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty })
      }
    }
  }

  @Test("what is formatted of 300 mutations stays so; the others are left as they are")
  func formattedMutations() throws {
    var count = 0
    for text in Self.mutations(300, of: Self.file) {
      do throws(Diagnostics) {
        let formatted = try MechanismText.formatted(text, file: "f")
        count += 1
        #expect(try MechanismText.formatted(formatted, file: "f") == formatted, "\(text)")
      } catch {
        #expect(error.list.allSatisfy { !$0.message.contains("a mistake of Cartel") }, "\(text)")
      }
    }
    #expect(count > 30)
  }

  /// A text with a few random changes, so many times.
  static func mutations(_ count: Int, of file: String) -> [String] {
    var random = SplitMix(state: 42)
    let letters = Array("aeiou{}[]()<>=:,.'\"|>-+*/^&!?#%@~\\ \n\t0123_é≤\u{FEFF}\u{0}")
    let pieces = file.split(whereSeparator: { " \n".contains($0) }).map(String.init)
    let original = Array(file)
    return (0..<count).map { _ in
      var text = original
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        let end = min(place + Int.random(in: 1...12, using: &random), text.count)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: text[place] = letters.randomElement(using: &random) ?? "a"
        case 1: text.insert(letters.randomElement(using: &random) ?? "a", at: place)
        case 2: text.removeSubrange(place..<end)
        case 3: text.insert(contentsOf: text[place..<end], at: place)
        case 4: text.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: place)
        default: text.swapAt(place, Int.random(in: 0..<text.count, using: &random))
        }
      }
      return String(text)
    }
  }
}

/// A small generator with a seed [Steele, Lea and Flood 2014].
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
