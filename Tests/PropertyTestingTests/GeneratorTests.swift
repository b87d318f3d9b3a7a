import PropertyTesting
import Testing

@Suite("Generators")
struct GeneratorTests {
  struct OutOfRange: Error {}

  /// Values of a generator.
  private func values<Value>(
    of generator: Generator<Value>, count: Int = 2_000, seed: UInt64 = 1
  ) async -> [Value] {
    let all = Collected<Value>()
    var settings = Settings(cases: count)
    settings.seed = seed
    _ = await PropertyTest(generator) { value, _ in all.values.append(value) }.examine(settings)
    return all.values
  }

  private final class Collected<Value> { var values: [Value] = [] }

  @Test("integers stay within their bounds, and meet them and 0")
  func integers() async {
    let signed = await values(of: Generator<Int>.integers(in: -7...1_000_000))
    #expect(signed.allSatisfy { (-7...1_000_000).contains($0) })
    #expect(signed.contains(-7) && signed.contains(1_000_000) && signed.contains(0))
    let wide = await values(of: Generator<Int64>.integers())
    #expect(wide.contains(.min) && wide.contains(.max) && wide.contains { abs($0 / 2) < 50 })
    let unsigned = await values(of: Generator<UInt64>.integers())
    #expect(unsigned.contains(0) && unsigned.contains(.max))
    let bytes = await values(of: Generator<UInt8>.integers())
    #expect(Set(bytes).count == 256)
    #expect(await values(of: Generator<Int>.integers(in: 5...5), count: 3) == [5])
  }

  @Test("integers shrink towards their origin")
  func origin() async throws {
    var settings = Settings(cases: 1_000)
    settings.seed = 5
    let report = await PropertyTest(Generator<Int>.integers(in: 0...100, origin: 50)) { value, _ in
      if value < 40 { throw OutOfRange() }
    }.examine(settings)
    #expect(report.failure?.notes == ["39"])
  }

  @Test("fractions are in lowest terms, within their bounds")
  func fractions() async {
    for (numerator, denominator) in await values(of: .fractions(in: -2...3, denominators: 6)) {
      #expect((1...6).contains(denominator))
      #expect(
        (2...6).allSatisfy { !numerator.isMultiple(of: $0) || !denominator.isMultiple(of: $0) })
      #expect(numerator >= -2 * denominator && numerator <= 3 * denominator)
    }
  }

  @Test("doubles are finite and normal unless more is asked for")
  func doubles() async {
    let plain = await values(of: Generator<Double>.doubles())
    #expect(plain.allSatisfy { $0.isFinite && !$0.isSubnormal })
    #expect(plain.contains { $0 != $0.rounded() } && plain.contains { $0 < 0 })
    let wild = await values(
      of: Generator<Double>.doubles(nan: true, infinities: true, subnormals: true))
    #expect(wild.contains { $0.isNaN } && wild.contains(.infinity) && wild.contains(-.infinity))
    let bounded = await values(of: Generator<Double>.doubles(in: 0.25...0.75))
    #expect(bounded.allSatisfy { (0.25...0.75).contains($0) } && Set(bounded).count > 100)
  }

  @Test("doubles shrink towards whole numbers")
  func simpleDoubles() async {
    var settings = Settings(cases: 1_000)
    settings.seed = 2
    let report = await PropertyTest(Generator<Double>.doubles()) { value, _ in
      if value > 2.5 { throw OutOfRange() }
    }.examine(settings)
    #expect(report.failure?.notes == ["3.0"])
  }

  @Test("collections have as many elements as they should")
  func collections() async {
    let arrays = await values(of: .arrays(of: Generator<Int>.integers(), count: 2...4))
    #expect(Set(arrays.map(\.count)) == [2, 3, 4])
    let sets = await values(of: .sets(of: Generator<Int>.integers(in: 0...3), count: 1...4))
    #expect(Set(sets.map(\.count)) == [1, 2, 3, 4])
    let texts = await values(of: Generator<String>.strings(of: "xyz", count: 0...3))
    #expect(texts.contains("") && texts.allSatisfy { $0.allSatisfy { "xyz".contains($0) } })
    let unicode = await values(of: Generator<Character>.characters())
    #expect(unicode.contains("a") && unicode.contains { !$0.isASCII })
    let entries = await values(
      of: .dictionaries(of: Generator<Int>.integers(), to: Generator<Bool>.booleans()))
    #expect(entries.contains { $0.isEmpty } && entries.contains { $0.count > 3 })
  }

  @Test("permutations and subsets take nothing from elsewhere, and everything that there is")
  func selections() async {
    let all = await values(of: .permutations(of: [1, 2, 3]), count: 500)
    #expect(Set(all).count == 6 && all.allSatisfy { $0.sorted() == [1, 2, 3] })
    let some = await values(of: .subsets(of: [1, 2, 3]), count: 500)
    #expect(Set(some).count == 8 && some.allSatisfy { $0 == $0.sorted() })
  }

  enum Side: CaseIterable { case client, node, mediator }

  @Test("alternatives are taken as often as their weights say")
  func alternatives() async {
    #expect(Set(await values(of: Generator<Side>.allCases(), count: 100)).count == 3)
    let weighted = await values(
      of: .tuples(
        .weighted([(1, .just("rare")), (9, .just("common")), (0, .just("never"))]),
        Generator<Int>.integers())
    ).map(\.0)
    let rare = Double(weighted.filter { $0 == "rare" }.count) / Double(weighted.count)
    #expect((0.05...0.2).contains(rare) && !weighted.contains("never"))
  }

  @Test("tuples of any arity, optionals, and generators that depend on others")
  func combinations() async {
    let tuples = await values(
      of: .tuples(Generator<Int>.integers(), Generator<Bool>.booleans(), .just("x")))
    #expect(tuples.allSatisfy { $0.2 == "x" })
    let optionals = await values(of: .optionals(of: Generator<Int>.integers()))
    #expect(optionals.contains(nil) && optionals.contains { $0 != nil })
    let pairs = await values(
      of: Generator<Int>.integers(in: 1...9).flatMap { most in
        Generator<Int>.integers(in: 0...most).map { (most, $0) }
      })
    #expect(pairs.allSatisfy { $0.1 <= $0.0 })
  }

  @Test("recursion ends at its depth")
  func recursion() async {
    let depths = await values(
      of: Generator<Int>.recursive(leaves: .just(0), depth: 3) { $0.map { $0 + 1 } })
    #expect(Set(depths) == [0, 1, 2, 3])
  }

  @Test("values stay within the generator's range while they shrink")
  func shrinkingWithinRange() async throws {
    var settings = Settings(cases: 500)
    settings.seed = 9
    let even = Generator<Int>.integers(in: 10...99).filter { $0.isMultiple(of: 2) }
    let report = await PropertyTest(.arrays(of: even, count: 2...5)) { list, _ in
      precondition(list.allSatisfy { $0.isMultiple(of: 2) && (10...99).contains($0) })
      precondition((2...5).contains(list.count))
      if list.contains(where: { $0 > 50 }) { throw OutOfRange() }
    }.examine(settings)
    #expect(report.failure?.notes == ["[10, 52]"] || report.failure?.notes == ["[52, 10]"])
  }
}
