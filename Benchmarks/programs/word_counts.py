text = "the quick brown fox jumps over the lazy dog while the other dog sleeps and a fox sees the hen by the pond " * 5000
words, counts = [], []
for word in text.split():
    if word in words:
        counts[words.index(word)] += 1
    else:
        words.append(word)
        counts.append(1)
table = sorted(zip(words, counts), key=lambda pair: (-pair[1], pair[0]))
for word, count in table[:5]:
    print(f"{word:>6} {count}")
letters = [0] * 26
for letter in text:
    if letter != " ":
        letters[ord(letter) - 97] += 1
print(letters, sum(letters))
