// Checks what a hub hands out of its log by the Go team's own implementation of notes, trees, proofs and tiles,
// which shares nothing with ours: go run . <folder that write-example wrote>.
package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var (
	folder  = os.Args[1]
	checked = 0
)

func must(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
	checked++
}

func mustNot(err error, what string) {
	if err == nil {
		fmt.Fprintf(os.Stderr, "%s: was believed\n", what)
		os.Exit(1)
	}
	checked++
}

func read(path string) []byte {
	content, err := os.ReadFile(filepath.Join(folder, path))
	must(err, path)
	return content
}

// hashes of 32 bytes, one after the other.
func hashes(content []byte) []tlog.Hash {
	all := make([]tlog.Hash, len(content)/tlog.HashSize)
	for i := range all {
		copy(all[i][:], content[i*tlog.HashSize:])
	}
	return all
}

// tree of a checkpoint that the key has signed.
func tree(verifiers note.Verifiers, size string) tlog.Tree {
	opened, err := note.Open(read("checkpoint/"+size), verifiers)
	must(err, "checkpoint "+size)
	lines := strings.Split(opened.Text, "\n")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err, "root "+size)
	n, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "size "+size)
	if lines[1] != size || len(lines) != 4 {
		must(fmt.Errorf("it says %q", opened.Text), "checkpoint "+size)
	}
	return tlog.Tree{N: n, Hash: hashes(root)[0]}
}

// tiles as they lie in the folder, whose paths lack the height that the Go team's have.
type tiles struct{}

func (tiles) Height() int { return 8 }
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var contents [][]byte
	for _, tile := range wanted {
		content, err := os.ReadFile(filepath.Join(folder, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

func main() {
	verifier, err := note.NewVerifier(string(read("key")))
	must(err, "the key")
	verifiers := note.VerifierList(verifier)
	forged := bytes.Replace(read("checkpoint/300"), []byte("\n300\n"), []byte("\n301\n"), 1)
	_, err = note.Open(forged, verifiers)
	mustNot(err, "a forged checkpoint")

	paths, err := filepath.Glob(filepath.Join(folder, "*", "*-*"))
	must(err, "the proofs")
	for _, path := range paths {
		kind, name := filepath.Base(filepath.Dir(path)), filepath.Base(path)
		first, size, _ := strings.Cut(name, "-")
		second := tree(verifiers, size)
		n, err := strconv.ParseInt(first, 10, 64)
		must(err, name)
		proof := hashes(read(kind + "/" + name))
		if kind == "consistency" {
			from := tree(verifiers, first)
			must(tlog.CheckTree(proof, second.N, second.Hash, n, from.Hash), "consistency "+name)
			mustNot(tlog.CheckTree(proof, second.N, second.Hash, n, second.Hash), "consistency with another root "+name)
		} else {
			leaf := tlog.RecordHash([]byte("record " + first))
			must(tlog.CheckRecord(proof, second.N, second.Hash, n, leaf), "inclusion "+name)
			mustNot(tlog.CheckRecord(proof, second.N, second.Hash, n, tlog.RecordHash([]byte("another"))), "another leaf "+name)
			// Against the root, tile by tile, by the peer's own reader: it makes the same proof of our tiles.
			reader := tlog.TileHashReader(second, tiles{})
			made, err := tlog.ProveRecord(second.N, n, reader)
			must(err, "tiles of "+name)
			if fmt.Sprint(made) != fmt.Sprint(tlog.RecordProof(proof)) {
				must(fmt.Errorf("other hashes"), "the proof of "+name)
			}
		}
	}
	if checked < 200 {
		must(fmt.Errorf("only %d", checked), "what was checked")
	}
	fmt.Printf("proofs: %d checks by golang.org/x/mod/sumdb hold\n", checked)
}
